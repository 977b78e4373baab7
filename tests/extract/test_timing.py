"""When acts took place, by the words around them and elsewhere; published on Wednesday, 20 August 2025."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.pipeline import Built

Read = Callable[[str], Built]
Cases = list[tuple[str, set[tuple[str, str | None]]]]


# The words of the same clause, wherever they stand.
BY_THE_CLAUSE: Cases = [
    (
        "Peru's navy seized a trawler sailing under the flag of Chile off Arica early on Tuesday.",
        {("COERCE", "2025-08-19")},
    ),
    (
        "Chile's criticism of Peru, first voiced in May 2023, was repeated by Ann Dale.",
        {("ACCUSE", "2023-05")},
    ),
    (
        "A visit to Lima by the Chilean minister has been scheduled for 4 September.",
        {("CONSULT", "2025-09-04")},
    ),
    (
        "The peacekeeping force in Cyprus on 11 August thanked Norway for its support.",
        {("SUPPORT", "2025-08-11")},
    ),
    (
        "Ann Dale flew to Lima on Monday, becoming the first Chilean minister to meet Bob Stone.",
        {("CONSULT", "2025-08-18")},
    ),
    ("The death of Ann Dale was confirmed by her office on 2 August.", {("DIE", None)}),
    ("The bombing of Arica by Peru drew cries of anger on Monday.", {("ASSAULT", None)}),
    ("Monday's attack on Arica by rebels killed four farmers.", {("ASSAULT", "2025-08-18")}),
    ("The miners threatened Peru with a strike from Monday.", {("THREATEN", None)}),
    (
        "Ann Dale, who took office in May, is to meet Bob Stone on Friday, and Ivo Marsh will meet "
        "Eva Quill that same afternoon.",
        {("APPOINT", "2025-05"), ("CONSULT", "2025-08-22")},
    ),
    (
        "Voters made Bob Stone president on the last Sunday of November 1999.",
        {("APPOINT", "1999-11")},
    ),
    ("Peruvian artillery shelled Chilean troops before dawn today.", {("ASSAULT", "2025-08-20")}),
    (
        "Ann Dale's counterpart, Bob Stone, was in Lima on Monday for talks with Ivo Marsh.",
        {("CONSULT", "2025-08-18")},
    ),
    (
        "The nurses have asked the attorney general to look into it, a request filed this morning.",
        {("REQUEST", "2025-08-20")},
    ),
    ("On the day that Ann Dale resigned, 4 June, it rained.", {("RESIGN", "2025-06-04")}),
    ("Chile and Peru began on Monday to share intelligence.", {("COOPERATE", "2025-08-18")}),
    (
        "Chile accuses Peru of ordering the arrest of six farmers on 9 August.",
        {("ACCUSE", None), ("COERCE", "2025-08-09")},
    ),
    (
        "The guerrillas surrendered to the Peruvian army without firing a shot on 9 August.",
        {("RETREAT", "2025-08-09")},
    ),
    (
        "Peruvian truckers used their lorries to seal off two crossings into Chile on Thursday.",
        {("PROTEST", "2025-08-14")},
    ),
    (
        "Ann Dale said she would ask Norway in October to suspend its trade accord with Peru.",
        {("REQUEST", "2025-10")},
    ),
    ("Ann Dale died on Monday aged 82.", {("DIE", "2025-08-18")}),
    ("Ann Dale died today aged 82.", {("DIE", "2025-08-20")}),
    (
        "Ann Dale will become the mayor of Lima in October following Bob Stone.",
        {("APPOINT", "2025-10")},
    ),
    (
        "Ann Dale, a member of the Lima city council, won the election for the seat "
        "being vacated by Bob Stone, on Tuesday.",
        {("ELECT", "2025-08-19"), ("RESIGN", None)},
    ),
    ("Ann Dale and Bob Stone held talks in Lima on June 3-5.", {("CONSULT", "2025-06-03")}),
    ("Ann Dale will visit Chile from September 4 to 6.", {("CONSULT", "2025-09-04")}),
    (
        "Japan surrendered on August 15, 1945, and signed the act of surrender on September 2.",
        {("RETREAT", "1945-08-15"), ("SUPPORT", "1945-09-02")},
    ),
    ("In 1945 Japan surrendered on August 15.", {("RETREAT", "1945-08-15")}),
    (
        "Ann Dale will go home next month, following her May 5 resignation.",
        {("RESIGN", "2025-05-05")},
    ),
    (
        "Ann Dale visited Peru on 4 April and met Bob Stone in Chile on 6 April 2016.",
        {("CONSULT", "2016-04-04"), ("CONSULT", "2016-04-06")},
    ),
    ("Last year, on September 24, Peru attacked Chile.", {("ASSAULT", "2024-09-24")}),
    ("On Tuesday Peruvian troops formally shut their base in Chile.", {("RETREAT", "2025-08-19")}),
    (
        "The failed attack by Peru on Arica, Chile, that began on 25 April 1915 cost 200 lives.",
        {("ASSAULT", "1915-04-25")},
    ),
    (
        "The Peruvian government announced Thursday that it had appointed Ann Dale as envoy to Chile.",
        {("APPOINT", "2025-08-14")},
    ),
    ("Police arrested Ann Dale at her home in Lima early Tuesday.", {("COERCE", "2025-08-19")}),
    (
        "Chilean police early Tuesday arrested Ann Dale at her home in Lima.",
        {("COERCE", "2025-08-19")},
    ),
    (
        "Ann Dale met with Bob Stone in Lima for two hours on Tuesday before flying to Chile.",
        {("CONSULT", "2025-08-19")},
    ),
    (
        "The two sides signed the accord in June, and Peru withdrew its troops from Chile in July.",
        {("RETREAT", "2025-07"), ("SUPPORT", "2025-06")},
    ),
    (
        "A day earlier, on Monday, Peru expelled the Chilean ambassador.",
        {("SANCTION", "2025-08-18")},
    ),
    (
        "The United Nations Security Council voted 14-0 Friday to impose sanctions on Peru.",
        {("SANCTION", "2025-08-15")},
    ),
    (
        "The U.N. General Assembly on Friday night voted to condemn Peru.",
        {("ACCUSE", "2025-08-15")},
    ),
    (
        "On Tuesday, thousands marched in Lima to protest against Ann Dale.",
        {("PROTEST", "2025-08-19")},
    ),
    ("Ann Dale's visit to Chile is scheduled for August 28.", {("CONSULT", "2025-08-28")}),
    (
        "The rebels released three Peruvian soldiers on Saturday, whom they had captured in May.",
        {("COERCE", "2025-05"), ("RETREAT", "2025-08-16")},
    ),
    (
        "Four Peruvian soldiers were killed Monday when rebels attacked their convoy in Puno.",
        {("ASSAULT", "2025-08-18")},
    ),
    (
        "Rebels attacked a Peruvian convoy in Puno on Monday, killing four soldiers.",
        {("ASSAULT", "2025-08-18")},
    ),
    (
        "Ann Dale was sentenced to five years in prison on Monday for bribery.",
        {("SANCTION", "2025-08-18")},
    ),
    (
        "A court in Lima sentenced Ann Dale on Monday to five years in prison.",
        {("SANCTION", "2025-08-18")},
    ),
    (
        "A Lima court sentenced Ann Dale, who was arrested in 2023, to five years in prison on Monday.",
        {("COERCE", "2023"), ("SANCTION", "2025-08-18")},
    ),
    (
        "Voters in Peru elected Ann Dale president on Sunday with 54 percent of the vote.",
        {("ELECT", "2025-08-17")},
    ),
    (
        "Ann Dale, 54, was elected on June 8 and took office on July 28.",
        {("APPOINT", "2025-07-28"), ("ELECT", "2025-06-08")},
    ),
    (
        "Peru's army said rebels had killed four soldiers on Monday in Puno.",
        {("ASSAULT", "2025-08-18")},
    ),
    ('"We will respond," Ann Dale warned Chile on Tuesday.', {("THREATEN", "2025-08-19")}),
    ("Ann Dale called Tuesday for Chile to withdraw its troops.", {("REQUEST", "2025-08-19")}),
    ("Talks between Peru and Chile collapsed on Friday.", {("CONSULT", "2025-08-15")}),
    (
        "The two presidents will meet on the sidelines of the summit in Oslo next month.",
        {("CONSULT", "2025-09")},
    ),
    (
        "Bob Stone, shot by rebels in July, died in hospital on Sunday.",
        {("ASSAULT", "2025-07"), ("DIE", "2025-08-17")},
    ),
    (
        "On Sunday rebels shot Bob Stone, the mayor of Puno, who had been elected in 2022.",
        {("ASSAULT", "2025-08-17"), ("ELECT", "2022")},
    ),
    ("Peru opened its first embassy in Chile last month.", {("SUPPORT", "2025-07")}),
    ("Ann Dale visited Chile, Peru, and Norway from June 27-30.", {("CONSULT", "2025-06-27")}),
    ("Ann Dale will meet Bob Stone on Friday to discuss Chile.", {("CONSULT", "2025-08-22")}),
    (
        "Peruvian President Ann Dale yesterday dismissed her finance minister, Bob Stone.",
        {("RESIGN", "2025-08-19")},
    ),
    (
        "Yesterday the Peruvian government expelled the Chilean ambassador.",
        {("SANCTION", "2025-08-19")},
    ),
    (
        "It was announced yesterday that Ann Dale had resigned as prime minister of Peru.",
        {("RESIGN", "2025-08-19")},
    ),
    (
        "The resignation of Ann Dale as prime minister of Peru was announced yesterday.",
        {("RESIGN", "2025-08-19")},
    ),
    (
        "The arrest of Ann Dale by Peruvian police on Monday sparked protests.",
        {("COERCE", "2025-08-18")},
    ),
    (
        "Late on Monday night, rebels fired rockets at the Peruvian embassy in Oslo.",
        {("ASSAULT", "2025-08-18")},
    ),
    (
        "Rebels fired rockets at the Peruvian embassy in Oslo at around 9 p.m. on Monday.",
        {("ASSAULT", "2025-08-18")},
    ),
    (
        "At 9 p.m. local time on Monday, rebels attacked a Peruvian army base.",
        {("ASSAULT", "2025-08-18")},
    ),
    (
        "Rebels attacked a Peruvian army base at 9 p.m. (0200 UTC) Monday.",
        {("ASSAULT", "2025-08-18")},
    ),
    (
        "Ann Dale, the former Peruvian president who was ousted in 2019, was arrested on Monday.",
        {("COERCE", "2025-08-18"), ("RESIGN", "2019")},
    ),
    (
        "Ann Dale was arrested on Monday in connection with the 2019 killing of Bob Stone.",
        {("COERCE", "2025-08-18"), ("DIE", "2019")},
    ),
    (
        "Ann Dale was assassinated in Lima on May 3, 2011 by rebels.",
        {("ASSAULT", "2011-05-03"), ("DIE", "2011-05-03")},
    ),
    (
        "On the day of the vote, June 8, Peru expelled the Chilean ambassador.",
        {("SANCTION", "2025-06-08")},
    ),
    (
        "The accord, which Peru and Chile signed in Oslo in 2019, was rejected by Norway on Monday.",
        {("REJECT", "2025-08-18"), ("SUPPORT", "2019")},
    ),
    ("Peru and Chile signed an accord in Oslo in 2019 that ended the war.", {("SUPPORT", "2019")}),
    ("Peru on Monday said it would withdraw its troops from Chile.", {("CONCEDE", "2025-08-18")}),
    ("Peru said Monday it would withdraw its troops from Chile.", {("CONCEDE", "2025-08-18")}),
    (
        "Peru will withdraw its troops from Chile, Ann Dale announced on Monday.",
        {("CONCEDE", "2025-08-18")},
    ),
    (
        "Ann Dale told parliament on Monday that Peru will impose sanctions on Chile.",
        {("THREATEN", "2025-08-18")},
    ),
    (
        "Two days ago, Peru recalled its ambassador from Chile in protest.",
        {("SANCTION", "2025-08-18")},
    ),
    (
        "Rebels kidnapped Bob Stone on May 3 and released him on June 4.",
        {("ASSAULT", "2025-05-03"), ("RETREAT", "2025-06-04")},
    ),
    (
        "Bob Stone was kidnapped by rebels on May 3 while visiting Chile.",
        {("ASSAULT", "2025-05-03"), ("CONSULT", "2025-05-03")},
    ),
    (
        "The rally in Lima on Monday by opposition supporters against Ann Dale was peaceful.",
        {("PROTEST", "2025-08-18")},
    ),
    (
        "Before leaving for Lima on Monday, Ann Dale condemned Chile.",
        {("ACCUSE", "2025-08-18"), ("CONSULT", "2025-08-18")},
    ),
    ("Asked by reporters on Monday, Ann Dale condemned Chile.", {("ACCUSE", "2025-08-18")}),
    ("Ann Dale had previously condemned Chile in March.", {("ACCUSE", "2025-03")}),
    ("Peru's government fell on Monday, when Ann Dale resigned.", {("RESIGN", "2025-08-18")}),
    ("Peru's government fell Monday as Ann Dale resigned.", {("RESIGN", "2025-08-18")}),
    ("Over the weekend, Peru expelled the Chilean ambassador.", {("SANCTION", "2025-08")}),
    ("On New Year's Day, Peru attacked Chile.", {("ASSAULT", "2025-01-01")}),
]

# What the act was done in, on the way to, or together with.
BY_OCCASION: Cases = [
    (
        "On Friday, Ann Dale gave a speech in which she accused Chile of spying.",
        {("ACCUSE", "2025-08-15")},
    ),
    (
        "Bob Stone interviewed Ann Dale in 1977, during which she apologized for the war.",
        {("CONCEDE", "1977")},
    ),
    (
        "Peru's navy held a ceremony on Monday, at which Ann Dale accused Chile of spying.",
        {("ACCUSE", "2025-08-18")},
    ),
    ("The 2008 attacks, in which Peru shelled Arica, killed 40 people.", {("ASSAULT", "2008")}),
    (
        "On Monday the United Nations Security Council adopted a resolution condemning Chile.",
        {("ACCUSE", "2025-08-18"), ("SUPPORT", "2025-08-18")},
    ),
    (
        "Ann Dale flew to Lima on Friday to meet Bob Stone for the first time since the "
        "election ten days ago and discuss Chile.",
        {("CONSULT", "2025-08-15")},
    ),
    (
        "In a televised address Tuesday evening, President Ann Dale accused Chile of spying.",
        {("ACCUSE", "2025-08-19")},
    ),
    (
        "At a news conference in Lima on Friday, Ann Dale denounced Chile.",
        {("ACCUSE", "2025-08-15")},
    ),
    (
        "During a visit to Lima last month, Bob Stone praised Ann Dale.",
        {("CONSULT", "2025-07"), ("SUPPORT", "2025-07")},
    ),
    ("Asked on Tuesday about the spying, Ann Dale condemned Chile.", {("ACCUSE", "2025-08-19")}),
    (
        "In a letter to Bob Stone dated August 3, Ann Dale demanded that Chile pay reparations.",
        {("REQUEST", "2025-08-03")},
    ),
    (
        "Ann Dale sent a letter to Bob Stone on August 3 in which she demanded that Chile pay reparations.",
        {("REQUEST", "2025-08-03")},
    ),
    (
        "Norwegian Prime Minister Ann Dale arrived in Lima on Monday for talks with Bob Stone.",
        {("CONSULT", "2025-08-18")},
    ),
    (
        "Norwegian Prime Minister Ann Dale arrives in Lima on Monday for talks with Bob Stone.",
        {("CONSULT", "2025-08-25")},
    ),
    ("Ann Dale spoke today with Bob Stone to discuss Chile.", {("CONSULT", "2025-08-20")}),
    (
        "Ann Dale met Bob Stone on June 10 for the seventh Chile-Peru dialogue.",
        {("CONSULT", "2025-06-10")},
    ),
    (
        "Chile and Peru held talks in Oslo on June 10, chaired by Ann Dale.",
        {("CONSULT", "2025-06-10")},
    ),
    (
        "Ann Dale called Bob Stone on Tuesday to congratulate him on his victory.",
        {("SUPPORT", "2025-08-19"), ("CONSULT", "2025-08-19"), ("ELECT", None)},
    ),
    (
        "Peru hailed the election of Ann Dale on Monday.",
        {("SUPPORT", "2025-08-18"), ("ELECT", None)},
    ),
    (
        "Ann Dale travels to Oslo on September 1-2 to a meeting of NATO.",
        {("CONSULT", "2025-09-01")},
    ),
    ("Ann Dale left for Lima on Monday to meet Bob Stone.", {("CONSULT", "2025-08-18")}),
    (
        "In an emergency session on Monday, Peru's parliament rejected the accord.",
        {("REJECT", "2025-08-18")},
    ),
    (
        "Peru's parliament rejected the accord in an emergency session on Monday.",
        {("REJECT", "2025-08-18")},
    ),
    (
        "The United States and Peru, meeting in Oslo on Monday, agreed to a truce.",
        {("AGREE", "2025-08-18"), ("CONSULT", "2025-08-18")},
    ),
    (
        "After meeting with Bob Stone on Monday, Ann Dale condemned Chile.",
        {("ACCUSE", "2025-08-18")},
    ),
    (
        "Arriving in Lima on Monday, Ann Dale condemned Chile.",
        {("ACCUSE", "2025-08-18"), ("CONSULT", "2025-08-18")},
    ),
    (
        "Following talks in Lima on Monday, Ann Dale and Bob Stone signed an accord.",
        {("SUPPORT", "2025-08-18")},
    ),
    (
        "In the talks, which took place on Monday, Ann Dale asked Bob Stone to withdraw.",
        {("REQUEST", "2025-08-18")},
    ),
    (
        "In a joint statement with Bob Stone on Monday, Ann Dale condemned Chile.",
        {("ACCUSE", "2025-08-18")},
    ),
    (
        "A statement released by Peru's government on Monday condemned Chile.",
        {("ACCUSE", "2025-08-18")},
    ),
    ("The statement, issued by Peru on Monday, condemned Chile.", {("ACCUSE", "2025-08-18")}),
    ("Writing in the Times on Monday, Ann Dale condemned Chile.", {("ACCUSE", "2025-08-18")}),
    (
        "In remarks published Monday in a Lima newspaper, Ann Dale condemned Chile.",
        {("ACCUSE", "2025-08-18")},
    ),
    (
        "Ann Dale condemned Chile in an interview with the BBC aired on Monday.",
        {("ACCUSE", "2025-08-18")},
    ),
    ("Ann Dale condemned Chile during a speech to parliament Monday.", {("ACCUSE", "2025-08-18")}),
    (
        "Peru shelled Arica last month. At the time of the attack, Chile had been "
        "holding exercises with Norway.",
        {("ASSAULT", "2025-07"), ("COOPERATE", "2025-07")},
    ),
    (
        "Peru and Chile met in Oslo on Monday. During the meeting, Ann Dale accused Bob Stone of spying.",
        {("ACCUSE", "2025-08-18"), ("CONSULT", "2025-08-18")},
    ),
    (
        "Peru joined calls for sanctions after a meeting in Lima on Saturday. During the "
        "meeting, Ann Dale condemned Chile.",
        {("ACCUSE", "2025-08-16")},
    ),
]

# What is told of the same act in another sentence.
TOLD_ELSEWHERE: Cases = [
    (
        "Bob Stone met Ann Dale on June 3. Peru expelled her two days later.",
        {("CONSULT", "2025-06-03"), ("SANCTION", "2025-06-05")},
    ),
    ("Peru has been attacking Chile since Monday.", {("ASSAULT", "2025-08-18")}),
    (
        "Rebels have been in custody since May 7 last year when Peru captured them.",
        {("COERCE", "2024-05-07")},
    ),
    (
        "Peru's army said on Tuesday that rebels had killed four soldiers a day earlier.",
        {("ASSAULT", "2025-08-18")},
    ),
    (
        "Peru's army said on Tuesday that rebels had killed four soldiers the previous day.",
        {("ASSAULT", "2025-08-18")},
    ),
    ("Peru attacked Chile. The attack took place on Monday in Arica.", {("ASSAULT", "2025-08-18")}),
    (
        "Rebels killed Ann Dale in Lima. The murder occurred on August 3.",
        {("ASSAULT", "2025-08-03"), ("DIE", "2025-08-03")},
    ),
    (
        "Peru's navy conducted an exercise off Chile. The exercise was conducted early this morning.",
        {("MOBILIZE", "2025-08-20")},
    ),
    (
        "Ann Dale met Bob Stone in Lima. The meeting, held on Monday, lasted two hours.",
        {("CONSULT", "2025-08-18")},
    ),
    (
        "Ann Dale met Bob Stone in Lima. The meeting was held behind closed doors on Monday.",
        {("CONSULT", "2025-08-18")},
    ),
    (
        "The Peruvian army, which has been fighting rebels since 2019, attacked Chile on Monday.",
        {("ASSAULT", "2019"), ("ASSAULT", "2025-08-18")},
    ),
    (
        "The attack comes two days after rebels killed Bob Stone in Lima.",
        {("ASSAULT", "2025-08-18"), ("DIE", "2025-08-18")},
    ),
    ("This comes a day after Peru expelled the Chilean ambassador.", {("SANCTION", "2025-08-19")}),
    ("Peru attacked Chile on May 3. That night, Chile shelled Lima.", {("ASSAULT", "2025-05-03")}),
    (
        "Peru attacked Chile on May 3. The next morning, Chile shelled Lima.",
        {("ASSAULT", "2025-05-03"), ("ASSAULT", "2025-05-04")},
    ),
    (
        "Bob Stone left his post in 2011. Since then he has been under house arrest.",
        {("COERCE", "2011"), ("RESIGN", "2011")},
    ),
    (
        'Ann Dale has resigned as prime minister of Peru. "I resigned on Monday," Ann Dale said.',
        {("RESIGN", "2025-08-18")},
    ),
]

# Dates of other acts, and bounds.
NOT_ITS_OWN: Cases = [
    ("Ann Dale met Bob Stone for the first time since the vote ten days ago.", {("CONSULT", None)}),
    ("Ann Dale, who met Bob Stone before the vote on Sunday, left.", {("CONSULT", None)}),
    ("Peru said on Monday that it had imposed sanctions on Chile.", {("SANCTION", None)}),
    ("Ann Dale delayed talks with Chile until after September 9.", {("REJECT", None)}),
    ("After September 9, Peru attacked Chile.", {("ASSAULT", None)}),
    (
        "Bob Stone met Ann Dale today. Peru expelled him three days after being insulted.",
        {("CONSULT", "2025-08-20"), ("SANCTION", None)},
    ),
    ("Today, Ann Dale announced a plan to send troops to Chile.", {("MOBILIZE", None)}),
    ("The attack came a day after Peru accused Chile of spying.", {("ACCUSE", None)}),
    ("Earlier in the day, Peru had accused Chile of spying.", {("ACCUSE", None)}),
    (
        "Peru expelled Chile's ambassador on August 3, a week after Chile had expelled Peru's ambassador.",
        {("SANCTION", "2025-08-03"), ("SANCTION", None)},
    ),
    ("By Tuesday, Peru had withdrawn its troops from Chile.", {("RETREAT", None)}),
    (
        "Ann Dale's government fell in May after Peru's parliament rejected the budget.",
        {("REJECT", None)},
    ),
    (
        "Bob Stone died in hospital on Sunday, weeks after he was shot by rebels in Lima.",
        {("ASSAULT", None), ("DIE", "2025-08-17")},
    ),
    (
        "Ann Dale accused Chile of spying. The talks with Peru were held in June.",
        {("ACCUSE", None)},
    ),
    (
        "Peru's accusation, made on Monday, that Chile had spied on it was rejected.",
        {("ACCUSE", None)},
    ),
    ("Under an accord signed in 2019, Peru gave Chile aid.", {("AID", None)}),
    (
        "Peru has recalled its ambassador from Chile, two days after the attack.",
        {("SANCTION", None)},
    ),
    ("As of Monday, Peru had expelled ten Chilean diplomats.", {("SANCTION", None)}),
    ("That night, rebels attacked Lima.", {("ASSAULT", None)}),
]


@pytest.mark.parametrize(
    ("text", "dated"), [*BY_THE_CLAUSE, *BY_OCCASION, *TOLD_ELSEWHERE, *NOT_ITS_OWN]
)
def test_an_act_is_dated_by_what_the_text_tells_of_it(
    read: Read, text: str, dated: set[tuple[str, str | None]]
) -> None:
    facts = read(text).facts
    assert {(f.relation, f.date) for f in facts if f.kind == "event"} == dated


def test_what_is_added_was_said_with_the_rest(read: Read) -> None:
    built = read(
        "Ann Dale said on Monday that the army was ready. She added that it would not leave."
    )
    said = [f for f in built.facts if f.kind == "statement"]
    assert [f.date for f in said] == ["2025-08-18", "2025-08-18"]


def test_today_in_a_quotation_is_the_day_on_which_it_was_said(read: Read) -> None:
    built = read('"Today I met Bob Stone," Ann Dale said on Sunday.')
    assert [(f.relation, f.date) for f in built.facts if f.kind == "event"] == [
        ("CONSULT", "2025-08-17")
    ]


def test_who_dies_dies_once(read: Read) -> None:
    built = read("Bob Stone, the governor of Puno, died on Monday. Ann Dale mourned Stone's death.")
    (death,) = [f for f in built.facts if f.relation == "DIE"]
    assert death.date == "2025-08-18"


def test_a_promise_is_not_dated_by_what_it_promises(read: Read) -> None:
    built = read("Peru will withdraw its troops from Chile on Friday.")
    assert [(f.relation, f.date) for f in built.facts if f.kind == "event"] == [("CONCEDE", None)]
