"""Search: what is found by which letters, in four languages and in former spellings, and in which order."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from data.atlas import Atlas
from maps.hits import KINDS
from maps.search import Finder

ROOT = Path(__file__).parent.parent.parent

FIRST = {
    # today's names, in four languages
    "ALMATY": "Almaty|Алматы|アルマトイ|almaty|ALMATY|あるまとい|ｱﾙﾏﾄｲ",
    "capital-KZ": "Astana|Астана|アスタナ",
    "capital-KG": "Bishkek|Бишкек|ビシュケク",
    "capital-TJ": "Dushanbe|Душанбе|ドゥシャンベ",
    "capital-TM": "Ashgabat|Ашхабад|Ашгабат|アシガバート|アシュガバート|Asgabat",
    "capital-UZ": "Tashkent|Ташкент|タシケント|タシュケント|Toshkent",
    "capital-GE": "Tbilisi|Тбилиси|トビリシ",
    "capital-AM": "Yerevan|Ереван|エレバン|エレヴァン|Erevan",
    "capital-AZ": "Baku|Баку|バクー|Bakı",
    "AKTAU": "Aktau|Актау|アクタウ|Aqtau",
    "TURKMENBASHI": "Turkmenbashi|Туркменбаши|トルクメンバシ|Türkmenbaşy",
    "SAMARKAND": "Samarkand|Самарканд|サマルカンド|Samarqand",
    "KHUJAND": "Khujand|Худжанд|ホジェンド",
    "OSH": "Osh|Ош|オシ|オシュ",
    "KASHGAR": "Kashgar|Кашгар|カシュガル|喀什|Kashi",
    "URUMQI": "Urumqi|Урумчи|ウルムチ|Ürümqi",
    "capital-RU": "Moscow|Moskwa|Москва|モスクワ",
    "ISTANBUL": "Istanbul|Стамбул|イスタンブール",
    "capital-IR": "Tehran|Teheran|Тегеран|テヘラン",
    "capital-JP": "Tokyo|東京|Токио",
    "capital-AT": "Vienna|Wina|Вена|ウィーン|Wien",
    "town-1520316": "Ust-Kamenogorsk|Усть-Каменогорск|ウスチ・カメノゴルスク|ウスチカメノゴルスク|Oskemen",
    "town-1519422": "Semey|Семей|セメイ",
    "town-1216187": "Shahrisabz|Шахрисабз|シャフリサブス",
    "town-1513604": "Khiva|Хива|ヒヴァ|Xiva",
    "town-1221328": "Khorugh|Хорог|ホログ",
    # former names
    " ALMATY": "Alma-Ata|Алма-Ата|アルマアタ|アルマ・アタ|Verny|Верный",
    " capital-KZ": "Nur-Sultan|Nursultan|Нур-Султан|ヌルスルタン",
    "    capital-KZ": "Akmola|Акмола|Tselinograd|Целиноград|ツェリノグラード|Akmolinsk",
    " capital-KG": "Frunze|Фрунзе|フルンゼ|Pishpek",
    " capital-TJ": "Stalinabad|Сталинабад|スターリナバード",
    " capital-TM": "Ashkhabad|アシハバード|Poltoratsk",
    " capital-GE": "Tiflis|Тифлис|ティフリス",
    " capital-AM": "Erivan|Эривань",
    " AKTAU": "Shevchenko|Шевченко|シェフチェンコ",
    " TURKMENBASHI": "Krasnovodsk|Красноводск|クラスノヴォーツク|クラスノボーツク",
    " KHUJAND": "Leninabad|Ленинабад|レニナバード|Khodjent|Ходжент",
    " GYUMRI": "Leninakan|Ленинакан|レニナカン|Alexandropol",
    " GANJA": "Kirovabad|Кировабад|キロヴァバード|Elisabethpol",
    " TURKMENABAT": "Chardzhou|Чарджоу|チャルジョウ|Chardzhev",
    " ATYRAU": "Guryev|Гурьев|グリエフ",
    " town-1519422": "Semipalatinsk|Семипалатинск|セミパラチンスク",
    " TARAZ": "Dzhambul|Джамбул|ジャンブール",
    " SHYMKENT": "Chimkent|Чимкент|チムケント",
    " ORAL": "Uralsk|Уральск|ウラリスク",
    " AKTOBE": "Aktyubinsk|Актюбинск|アクチュビンスク",
    " PETROPAVL": "Petropavlovsk|Петропавловск|ペトロパブロフスク",
    " KYZYLORDA": "Kzyl-Orda|Кзыл-Орда|Perovsk",
    " town-1220747": "Kurgan-Tyube|Курган-Тюбе|クルガンチュベ|Qurghonteppa",
    " town-161616": "Nebit-Dag|Небит-Даг|ネビトダグ",
    " DASHOGUZ": "Tashauz|Ташауз",
    " town-1528121": "Przhevalsk|Пржевальск|プルジェヴァリスク",
    " BALYKCHY": "Rybachye|Рыбачье",
    " town-146970": "Stepanakert|Степанакерт|ステパナケルト|Khankendi|ハンケンディ",
    " town-616530": "Kirovakan|Кировакан|キロヴァカン",
    " town-1519948": "Kapchagay|Капчагай|カプチャガイ|Konaev|コナーエフ",
    " town-1516438": "Zyryanovsk|Зыряновск",
    " town-607610": "Zhanaozen|Жанаозен|ジャナオゼン|Novy Uzen",
    " town-1220855": "Ordzhonikidzeabad|Орджоникидзеабад|Vahdat",
    " SERHETABAT": "Kushka|Кушка",
    " YEKATERINBURG": "Sverdlovsk|Свердловск",
    # misspelt
    "  ALMATY": "Almati|Almatty|Alamty|Алматыы|アルマトィ",
    "  capital-UZ": "Taskent|Tashkant|Tashknet|Ташкетн",
    "  TURKMENBASHI": "Turkmenbashy|Turkmanbashi|krasnavodsk",
    "  SAMARKAND": "Samerkand|Smarkand|Самаркант",
    "  capital-KG": "Bishkeck|Biskek|Бишкекк",
    "  KYZYLORDA": "Kisilorda|Kyzilorda",
    "  SHYMKENT": "Shimkent|Shymkant",
    "  AKTAU": "Aktua|Актуа",
    # not yet finished
    "   ALMATY": "Alma|Алм|アルマ",
    "   KHORGOS_GW": "Khorgos G|Khorgos Gateway",
    "   TURKMENBASHI": "Turkmenb|krasnov",
    # more than towns
    "KZ": "Kazakhstan|Казахстан|カザフスタン|kazakstan",
    "KG": "Kyrgyzstan|Kirgizstan|キルギス|Киргизия",
    "TR": "Turkey|Türkiye|Turki|トルコ|Турция",
    "caspian": "Caspian Sea|Laut Kaspia|カスピ海|Каспийское море|Caspian",
    "aral": "Aral Sea|Laut Aral|アラル海|Аральское море",
    "issyk-kul": "Issyk-Kul|Danau Issyk-Kul|イシク・クル湖|Иссык-Куль",
    "KG-AU-01": "Kumtor|クムトール|Кумтор",
    "UZ-AU-01": "Muruntau|ムルンタウ|Мурунтау",
    "KZ-O-02": "Kashagan|カシャガン|Кашаган",
    "middle": "Middle Corridor|Koridor Tengah|中央回廊|Средний коридор|TITR|ТМТМ",
    "middle-btk-baku-kars": "BTK|БТК",
    "region-KZ-09": "Mangystau Region|Мангистауская область|マンギスタウ州",
    "region-TJ-01": "Gorno-Badakhshan|GBAO|Горно-Бадахшанская автономная область",
    "region-UZ-09": "Qoraqalpog'iston|カラカルパクスタン共和国",
    "summit-tokyo-2025": "中央アジアと日本の初の首脳会合",
}
"""Feature or place -> queries of which it must come first; blanks only make the keys differ."""

CASES = [(query, expected.strip()) for expected, queries in FIRST.items() for query in queries.split("|")]


@pytest.fixture(scope="module")
def finder(atlas: Atlas) -> Finder:
    """Return a finder over the shipped facts."""
    return Finder(atlas)


def table(name: str) -> dict[str, Any]:
    """Return a hand-kept table of the build."""
    text = files("data.build").joinpath(f"tables/{name}.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def test_the_table_of_cases_is_long_enough() -> None:
    assert len(CASES) >= 150


@pytest.mark.parametrize(("query", "expected"), CASES)
def test_is_found_first(finder: Finder, query: str, expected: str) -> None:
    hits = finder.find(query)
    assert hits
    assert hits[0].id == expected, [(hit.id, hit.name, round(hit.score)) for hit in hits[:4]]


def test_every_town_is_found_first_by_its_names_in_four_languages(finder: Finder, atlas: Atlas) -> None:
    same: dict[str, set[str]] = {}
    for feature, place in finder._gazetteer.same_places():
        same.setdefault(str(place), set()).add(feature)
    towns = table("town_names")
    for number, town in towns.items():
        wanted = {f"town-{number}", *same.get(number, ())}
        for language in ("en", "id", "ja", "ru"):
            name = town.get(language, town["en"])
            hits = finder.find(name, "en")
            # Kazakhstan has two towns each of the names Abay, Aksu and Shalkar: the larger comes first.
            namesakes = {n for n, other in towns.items() if other.get(language, other["en"]) == name}
            namesakes |= {feature for n in namesakes for feature in same.get(n, ())} | {f"town-{n}" for n in namesakes}
            assert hits[0].id in wanted | namesakes, (name, number, hits[:2])
            assert wanted & {hit.id for hit in hits[: 1 + len(namesakes)]}, (name, number)
        for name in town["other"]:
            assert wanted & {hit.id for hit in finder.find(name, "en")[:6]}, (name, number)


def test_every_hub_is_found_by_all_its_names(finder: Finder, atlas: Atlas) -> None:
    further = table("feature_names")
    for node in atlas.nodes.values():
        for name in {*node.names.values(), *node.short.values(), further[node.id]["ru"], *further[node.id]["other"]}:
            assert node.id in [hit.id for hit in finder.find(name)[:4]], (node.id, name)


def test_every_feature_but_legs_is_found_by_its_name(finder: Finder, atlas: Atlas) -> None:
    for feature, known in atlas.features.items():
        if feature in atlas.legs:
            continue
        for language in ("en", "id", "ja"):
            name = known.names[language]  # type: ignore[union-attr]  # legs have none
            assert feature in [hit.id for hit in finder.find(name, language, limit=8)], (feature, name)


@pytest.mark.parametrize("name", ["Almaty", "Mary", "Naryn", "Kyzylorda", "Osh", "Talas", "Andijan", "Ararat", "Navoi"])
def test_a_town_comes_before_the_region_of_its_name(finder: Finder, name: str) -> None:
    kinds = [hit.kind for hit in finder.find(name)]
    assert kinds[0] in ("town", "hub", "capital")
    assert "region" in kinds


def test_a_town_that_is_a_hub_is_one_hit(finder: Finder) -> None:
    hits = finder.find("Актау")
    assert [hit.id for hit in hits if hit.position and abs(hit.position[0] - 51.2) < 0.5] == ["AKTAU"]


def test_names_are_in_the_language_asked_for_whatever_was_typed(finder: Finder) -> None:
    assert [finder.find("Krasnovodsk", language)[0].name for language in ("en", "id", "ja")] == [
        "Turkmenbashi",
        "Turkmenbashi",
        "トルクメンバシ",
    ]
    assert finder.find("Semipalatinsk", "ja")[0].name == "セメイ"
    assert finder.find("Semipalatinsk", "ja")[0].detail == "カザフスタン"


def test_deposits_are_found_by_what_they_hold(finder: Finder, atlas: Atlas) -> None:
    for query in ("uranium", "Uranium"):
        hits = finder.find(query)
        assert [hit.kind for hit in hits[:5]] == ["deposit"] * 5
        assert all("uranium" in atlas.deposits[hit.id].commodities for hit in hits[:5])


def test_passages_and_sources_are_found_by_their_words(finder: Finder) -> None:
    assert any(hit.kind == "passage" and "earth" in hit.name for hit in finder.find("earth"))
    assert any(hit.kind == "passage" for hit in finder.find("レアアース", "ja"))
    assert any(hit.kind == "source" for hit in finder.find("World Factbook"))
    assert not any(hit.kind == "passage" for hit in finder.find("arth"))


def test_commands_are_offered_once_they_are_set(atlas: Atlas) -> None:
    finder = Finder(atlas)
    finder.set_commands(
        [("view.home", "Whole region"), ("lang.ja", "日本語"), ("view.theme", "Switch between light and dark")]
    )
    assert finder.find("whole reg")[0].id == "view.home"
    assert finder.find("日本語", "ja")[0].kind == "command"
    assert "view.theme" in [hit.id for hit in finder.find("dark")]


@pytest.mark.parametrize("query", ["", "   ", "-", "・", "()", "\u0000", "x" * 5000, "𐍈𐍈", "%", "'; drop table place"])
def test_nothing_typed_can_break_it(finder: Finder, query: str) -> None:
    assert isinstance(finder.find(query), list)


def test_no_more_is_returned_than_asked_for_and_the_best_first(finder: Finder) -> None:
    for query in ("a", "k", "ka", "to", "к", "カ"):
        hits = finder.find(query, limit=12)
        assert len(hits) == 12
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        assert len({(hit.kind, hit.id) for hit in hits}) == 12
        assert {hit.kind for hit in hits} <= set(KINDS)


def run(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run main.py in a process of its own, where Qt cannot be imported."""
    code = "import sys; sys.modules['PySide6'] = None; import main; sys.exit(main.main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        input=given,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_the_command_line_prints_json_without_qt() -> None:
    done = run("--find", "アルマアタ", "--lang", "id", "--json")
    assert done.returncode == 0, done.stderr
    first = json.loads(done.stdout)[0]
    assert {key: first[key] for key in ("name", "kind", "country", "id")} == {
        "name": "Almaty",
        "kind": "hub",
        "country": "KZ",
        "id": "ALMATY",
    }
    assert abs(first["lat"] - 43.3) < 0.2
    assert abs(first["lon"] - 76.9) < 0.2


def test_the_command_line_reads_a_query_a_line() -> None:
    done = run("--find", "-", "--lang", "ja", given="Nur-Sultan\n\nКрасноводск\nqqqqqqqq\n")
    lists = [json.loads(line) for line in done.stdout.splitlines()]
    assert [found[0]["name"] if found else None for found in lists] == ["アスタナ", None, "トルクメンバシ", None]


def test_the_command_line_prints_lines_for_people() -> None:
    done = run("--find", "Kumtor", "--lang", "en")
    assert done.stdout.splitlines()[0].split("\t") == [
        "Kumtor",
        "deposit",
        "Gold, Kyrgyzstan",
        "41.8670, 78.2000",
        "KG-AU-01",
    ]
