"""E-mail addresses: whether one can be written to, and which are one mailbox."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import yaml

RULES = Path(__file__).parent / "addresses.yaml"
LONGEST = 254  # RFC 5321, 4.5.3.1.3, without the angle brackets
# Stricter than RFC 5322: no quotes, no comments, no address that no provider gives.
_LOCAL = re.compile(r"[^\s@<>()\[\],;:\\\"\x00-\x1f\x7f]{1,64}")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")


@dataclass(frozen=True)
class Rule:
    domains: tuple[str, ...]
    ignored: str = ""
    tag: str = ""
    apart: bool = False
    same: dict[str, str] = field(default_factory=dict)

    def mailbox(self, local: str, domain: str) -> str:
        """The one spelling of all that arrive in this mailbox."""
        if self.tag:
            local = local.split(self.tag, 1)[0] or local
        kept = "".join(self.same.get(one, one) for one in local if one not in self.ignored)
        return f"{kept or local}@{domain if self.apart else self.domains[0]}"


def cleaned(address: str) -> str:
    """The address as it can be written to. Raises ValueError for what is none."""
    local, at, domain = address.strip().rpartition("@")
    try:
        domain = domain.encode("idna").decode().lower()
    except UnicodeError:
        domain = ""
    dotted = local.startswith(".") or local.endswith(".") or ".." in local
    if not at or dotted or not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        raise ValueError("no e-mail address")
    if len(local) + 1 + len(domain) > LONGEST:
        raise ValueError("no e-mail address")
    return f"{local}@{domain}"


def mailbox(address: str) -> str:
    """Which mailbox a cleaned address is, as its provider reads it; for comparing alone."""
    local, _, domain = address.casefold().rpartition("@")
    rule = _rules().get(domain)
    return rule.mailbox(local, domain) if rule else f"{local}@{domain}"


@lru_cache(maxsize=1)
def _rules() -> dict[str, Rule]:
    listed = yaml.safe_load(RULES.read_text("utf-8"))
    rules = [Rule(**{**one, "domains": tuple(one["domains"])}) for one in listed]
    return {domain: rule for rule in rules for domain in rule.domains}
