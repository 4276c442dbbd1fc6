"""The command that gives a case rates of exchange."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import CasePath, person


def rates(
    case: CasePath,
    table: Annotated[Path, typer.Argument(metavar="FILE", help="CSV with day,currency,per,rate, as 2023-03-03,EUR,USD,1.06.")],
) -> None:
    """Give the case a table of exchange rates. Without one, sums in two currencies stand side by side and never compare."""
    from onrecord.casework.case import Case
    from onrecord.model import BadInput

    try:
        text = table.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(str(table), f"cannot be read ({type(error).__name__})", "name a CSV file in UTF-8") from None
    with Case(case) as opened:
        changed = opened.set_rates(text, table.name, person())
    print(f"{case}: rates of {table.name}" + ("" if changed else ", as before"))
