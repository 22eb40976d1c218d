"""The audit log becomes a chain that the database refuses to change."""

from django.db import migrations, models

from habeas.desk.accounts import audit


def link(apps, schema_editor):
    LogEntry = apps.get_model("accounts", "LogEntry")
    for entry in LogEntry.objects.order_by("pk"):
        entry.hash = str(entry.pk)
        entry.save(update_fields=["hash"])
    audit.chain(LogEntry.objects.order_by("pk"))


def guard(apps, schema_editor):
    audit.guard(schema_editor.connection)


def unguard(apps, schema_editor):
    audit.unguard(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AlterModelOptions(
            name="logentry",
            options={
                "ordering": ["-pk"],
                "permissions": [("read_log", "Can read who did what")],
            },
        ),
        migrations.AlterModelOptions(
            name="user",
            options={
                "permissions": [("manage_staff", "Can give and close accounts")],
                "verbose_name": "user",
                "verbose_name_plural": "users",
            },
        ),
        migrations.AlterField("logentry", "at", models.DateTimeField()),
        migrations.AddField("logentry", "previous", models.CharField(blank=True, default="", max_length=64), preserve_default=False),
        migrations.AddField("logentry", "hash", models.CharField(default="", max_length=64), preserve_default=False),
        migrations.RunPython(link, migrations.RunPython.noop),
        migrations.AlterField("logentry", "hash", models.CharField(max_length=64, unique=True)),
        migrations.RunPython(guard, unguard),
    ]
