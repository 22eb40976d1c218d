from habeas.project.cli.main import main

main(prog_name="habeas")
