"""Blocks that were closed before it was kept what with: so that a day that opens again opens its own, and no others."""

from django.db import migrations

DAY, WEEK, HAND = "day", "week", "hand"


def fill(apps, schema_editor):
    """A day closes a block for its own reason; whatever fits neither the calendar nor the week was somebody's hand."""
    database = schema_editor.connection.alias
    blocks = apps.get_model("booking", "Block").objects.using(database)
    old = blocks.filter(is_open=False, closed_with="")
    old.filter(closed_because="week_changed").update(closed_with=WEEK)
    for park in list(old.order_by().values_list("park", flat=True).distinct()):
        for day, reason in closed_days(apps, database, park).items():
            old.filter(park=park, on=day, closed_because=reason).update(closed_with=DAY)
    old.update(closed_with=HAND)


def closed_days(apps, database, park):
    """Day and reason of each day that the calendar in force has as closed; the park's word before the notice's."""
    editions = apps.get_model("calendars", "CalendarEdition").objects.using(database)
    newest = editions.filter(park=park).order_by("-number").first()
    if newest is None:
        return {}
    marks = apps.get_model("calendars", "DayMark").objects.using(database)
    found = {}
    # "notice" comes before "park" and is overruled by it.
    for mark in marks.filter(park=park, edition=newest).order_by("origin"):
        if mark.kind == "closure":
            found[mark.day] = mark.occasion
        elif mark.kind == "holiday":
            found[mark.day] = "holiday"
        else:
            found.pop(mark.day, None)
    return found


class Migration(migrations.Migration):
    dependencies = [("booking", "0005_link_keys"), ("calendars", "0001_initial")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
