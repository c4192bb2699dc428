# title: The day after, with Ana
# person: Ana Beltrán
# seats: dispatcher clinician peer
# minutes: 8
# languages: en es
# risk: low
# teaches: cues handoff follow-up referral consent family
# vary: arousal 25..40
# vary: trust 30..45
# vary: danger 20..30
# pov: person_view

// Ana, 26, has a baby of four months, Mateo. Last night she said she could not go on. Her aunt Lucía called.
// All people and places are invented.

VAR arousal = 30
VAR trust = 35
VAR danger = 25

VAR asked = 0
VAR ticks = 0
VAR wish = 0
VAR knows_baby = false
VAR knows_when = false
VAR knows_language = false
VAR told = false
VAR has_asked = false
VAR heard_wish = false
VAR agreed = false
VAR slot = false

// wish: what she wants most, by the seed. 1 to sleep, 2 to keep her job, 3 to talk with another mother.
~ wish = RANDOM(1, 3)
-> call

=== call ===
Last night, 21:40, as it came in. A woman speaks low, in two languages. # scene: place=room posture=sit face=tearful hands=face distance=5 light=dim door=shut noise=none who=ana,lucia
{~“My niece says the baby would be better off without her. She’s sitting on the floor.”|“It’s my niece, Ana. She says she can’t go on. She hasn’t slept since the baby.”} # by: Lucía
“I’m her aunt, Lucía. I’m staying with her.” # by: Lucía # to: dispatcher
-> call_questions

=== call_questions ===
{ asked >= 3 or ticks >= 2: -> written_down }
* [Ask who is with the baby #by: dispatcher #asks #sensible]
  ~ asked += 1
  ~ knows_baby = true
  “Mateo is asleep, on me. She gave him to me herself. She’s a good mother.” # by: Lucía # to: dispatcher
  -> call_questions
* [Ask if Ana has hurt herself, or is safe for now #by: dispatcher #asks #sensible]
  ~ asked += 1
  {~“No. She says she won’t. She says she’s only tired.”|“No. She cried, and then she asked me to call someone.”} # by: Lucía # to: dispatcher
  -> call_questions
* [Ask which language she would want to be called in #by: dispatcher #asks #sensible]
  ~ asked += 1
  ~ knows_language = true
  “Both. But when it’s hard, in Spanish.” # by: Lucía # to: dispatcher # cue: voice 3 in-spanish
  -> call_questions
* [Ask when tomorrow would be a good time for someone to come #by: dispatcher #asks #sensible]
  ~ asked += 1
  ~ knows_when = true
  {~“After ten. She works nights on weekends, and I’m here till two.”|“At eleven. In the morning she sleeps, if Mateo lets her.”} # by: Lucía # to: dispatcher
  -> call_questions
* [“A team will come.” Close the call when they are there #by: dispatcher]
  -> written_down
+ [Last night, before leaving: “May we come again tomorrow?” #by: clinician #sensible]
  ~ ticks += 1
  ~ trust += 10
  “Tomorrow. Okay. In the day.” # by: Ana
  -> call_questions
+ [Last night: leave your first name and a number on the fridge #by: peer #sensible]
  ~ ticks += 1
  ~ trust += 5
  She watches you put it under the magnet.
  -> call_questions
+ [The night goes on #after: 25s]
  ~ ticks += 1
  She stayed at home, with her aunt. That is all that was decided.
  -> call_questions

=== written_down ===
8:30 the next morning. What was written down is what today begins with. # scene: place=room light=day noise=none who=clinician,peer posture=sit
{knows_language: When it is hard, in Spanish. That is not in the record. # to: dispatcher}
+ [“Ana Beltrán, stayed home with her aunt, asked for help herself. Follow-up today.” #by: dispatcher #sensible]
  ~ trust += 5
  The list says it: she asked for help herself. # to: clinician peer
  -> before
+ {knows_when} [Add the time that suits her #by: dispatcher #sensible]
  ~ told = true
  ~ trust += 5
  The list says when she is awake. # to: clinician peer
  -> before
+ {knows_language} [Add: when it is hard, in Spanish #by: dispatcher #sensible]
  ~ told = true
  ~ trust += 5
  The peer speaks Spanish. Now it is known who should call. # to: clinician peer
  -> before
+ [“Suicidal mother, infant in home.” #by: dispatcher]
  ~ trust -= 10
  That is what the list says. # to: clinician peer
  -> before
+ [Read last night’s call from start to end, not only the code #by: clinician peer #sensible]
  “She gave him to me herself,” the aunt had said. # to: clinician peer # cue: bystander 3 gave-him
  -> before
+ [Nobody opens the list before noon #after: 30s]
  ~ trust -= 5
  Four other names are above hers. # to: clinician peer
  -> before

=== before ===
Mid-morning. Somebody should call before somebody comes. # scene: place=room who=clinician,peer
The clinic in the directory was last checked in March. # to: clinician # cue: environment 3 last-checked
You had a night like hers, when your girl was three months old. # to: peer
+ [Call first, and ask: “Is today still good? Who would you like to see?” #by: peer clinician #sensible]
  ~ trust += 10
  “You really called.” # by: Ana
  -> ring
+ [Call the clinic before the visit, and ask what they really have #by: clinician dispatcher #sensible]
  ~ slot = true
  {~They have Thursday at four, with someone who speaks Spanish.|The list is three weeks. But a home visitor for new mothers has a place this week.} # to: clinician dispatcher peer
  -> ring
+ [Send the referral now. She can be asked later #by: clinician]
  ~ trust -= 15
  Her name and last night are on their way to a clinic she has not heard of. # to: clinician
  -> ring
+ [Ask dispatch to send no police car to the address today, unless you call #by: peer dispatcher #sensible]
  ~ trust += 5
  Two people on foot, with a bag of diapers.
  -> ring
+ [The morning goes by #after: 25s]
  ~ trust -= 5
  It is noon before anyone gets there.
  -> ring

=== ring ===
The stairs smell of laundry. Lucía opens. # scene: place=kitchen posture=sit face=tense hands=holding thing=baby distance=4 light=day door=ajar noise=none who=ana,lucia,clinician,peer # lead: early peer
“She’s up. She washed her hair. For you.” # by: Lucía # cue: bystander 2 washed-her-hair
Ana holds the baby a little too tight. She looks at your bags. # to: clinician # cue: behavior 2 too-tight
On the table there is a letter from work, opened and folded many times. # to: peer # cue: environment 2 letter
The aunt has called the desk line: she has to leave at two. # to: dispatcher # cue: bystander 3 at-two
+ [“Thank you for letting us in. We haven’t come to take anything or anyone.” #by: clinician peer #sensible]
  ~ trust += 15
  ~ arousal -= 10
  She lets out her breath. The baby does too. # scene: face=calm
  -> table
+ [“We have to look at the baby’s room first.” #by: clinician]
  ~ trust -= 20
  ~ arousal += 15
  She stands up, with Mateo against her neck. # scene: posture=stand face=afraid
  -> table
+ [Say it in Spanish, and sit where she can see the door #by: peer #sensible]
  ~ trust += 15
  “Ah.” # by: Ana
  The rest comes in Spanish.
  -> table
+ [Text the team: the aunt leaves at two #by: dispatcher #sensible]
  ~ trust += 5
  There is time, but not all day. # to: clinician peer
  -> table
+ [You wait for her to begin #after: 20s]
  “Are you from the court?” # by: Ana # cue: voice 2 from-the-court
  -> table

=== table ===
{ trust < 20: -> polite }
Coffee. The baby looks at everyone in turn. # scene: place=kitchen posture=sit face=tense hands=holding distance=3 light=day noise=none # lead: right peer
“I’m fine today. Last night I was only tired.” # by: Ana # cue: voice 2 only-tired
Her eyes go to the letter each time someone says “tomorrow”. # to: peer # cue: behavior 3 eyes-to-letter
She answers your questions before you have finished them. # to: clinician # cue: voice 3 too-fast
+ [“Both can be true. What was the hardest hour?” #by: clinician peer #sensible]
  ~ trust += 10
  “Four. At four I am the only one in the world.” # by: Ana # scene: face=tearful
  -> tired
+ [“Good. Then we can close this.” #by: clinician]
  ~ trust -= 10
  “Yes.” # by: Ana
  It comes too quickly.
  -> tired
+ [“At four my girl cried, and I put her down and went out on the steps.” #by: peer #sensible]
  ~ trust += 20
  She looks at the peer for a long time.
  “And she’s all right?” # by: Ana
  “She’s eleven.” # by: peer
  -> tired
+ [Look for what there is for new mothers in this part of town #by: dispatcher #sensible]
  ~ slot = true
  {~A mothers’ group on Fridays, with a room for the babies.|A home visitor, once a week, who starts when she says so.} # to: dispatcher clinician peer
  -> tired
+ [Let her drink her coffee while it is hot #by: clinician peer #sensible]
  ~ trust += 10
  “I haven’t had a hot one since June.” # by: Ana
  -> tired
+ [The baby starts to cry #after: 20s]
  ~ arousal += 10
  She gets up, and sits, and gets up. # scene: posture=pace
  -> tired

=== tired ===
She rubs her eyes with her wrist. # scene: posture=sit face=tearful hands=holding distance=2
{ has_asked: It is easier in the room now. | It has not been said yet, the thing from last night. }
Lucía is listening from the stove. She has stopped stirring. # to: peer # cue: bystander 2 stopped-stirring # lead: right clinician
+ {not has_asked} [“Last night you thought of not being alive. Is it there today?” #by: clinician #sensible]
  ~ has_asked = true
  ~ trust += 10
  ~ danger -= 10
  {~“It’s far away today. I know what it looks like now. It comes at four.”|“A little. Like a radio in another apartment. I wouldn’t leave him.”} # by: Ana
  -> wish_knot
+ {not has_asked} [Ask her in Spanish if the thought is still there #by: peer #sensible]
  ~ has_asked = true
  ~ trust += 15
  ~ danger -= 10
  She nods. She says it in her own words, and Lucía turns the stove off. # to: clinician peer
  -> wish_knot
+ [“You’re not going to do anything to the baby, are you?” #by: clinician]
  ~ trust -= 25
  ~ arousal += 15
  She does not answer. She has stopped answering. # scene: face=blank
  -> wish_knot
+ {not has_asked} [Text: has somebody asked her about today? #by: dispatcher #sensible]
  ~ has_asked = true
  ~ trust += 5
  The clinician reads it, and asks.
  “It’s smaller. It’s not gone.” # by: Ana
  -> wish_knot
+ [Nobody asks #after: 25s]
  ~ danger += 10
  “So. Thank you for coming.” # by: Ana
  -> wish_knot

=== wish_knot ===
{ trust < 20: -> polite }
There is a paper with three services on it. She has not looked at it. # scene: posture=sit face=tense hands=holding distance=2 # cue: barrier 2 paper # to: clinician peer # lead: late clinician
{ wish:
- 1: She falls asleep for a second, sitting up. # to: peer clinician # cue: behavior 2 asleep-sitting
- 2: Her hand lies flat on the letter from work. # to: peer clinician # cue: behavior 2 hand-on-letter
- else: She asks, once more, how old the peer’s girl is. # to: peer clinician # cue: behavior 2 asks-again
}
+ [“Leave the paper. What would help you first?” #by: clinician peer #sensible]
  ~ heard_wish = true
  ~ trust += 15
  { wish:
  - 1: “To sleep. One night. That somebody takes him and I don’t hear it.” # by: Ana
  - 2: “My job. They write that if I miss one more night, it’s over.” # by: Ana
  - else: “Someone who had it too. Not a doctor. A mother.” # by: Ana
  }
  -> offer
+ [Explain the three services, one after the other #by: clinician]
  ~ trust -= 10
  She nods at each. She would nod at anything. # to: peer
  -> offer
+ [“Can I hold him, so your arms are free?” #by: peer #sensible]
  ~ trust += 15
  She gives him to you. Her hands do not know where to go. Then they are still. # scene: hands=open
  -> offer
+ [Ask Lucía what she can do, and till when #by: peer dispatcher #sensible]
  ~ trust += 5
  “Tuesday and Thursday nights I can take him. If she lets me.” # by: Lucía
  -> offer
+ [The clock over the stove ticks #after: 25s]
  “I should put him down.” # by: Ana
  -> offer

=== offer ===
It is one thirty. What happens next should be hers. # lead: right peer
{ not heard_wish: You have not heard yet what she wants. # to: peer dispatcher }
+ {not heard_wish} [“I’d like to hear it from you: what do you want to be different?” #by: clinician peer dispatcher #sensible]
  ~ heard_wish = true
  ~ trust += 10
  { wish:
  - 1: “One night. One.” # by: Ana
  - 2: “To go back to work and not be afraid.” # by: Ana
  - else: “Not to be the only one.” # by: Ana
  }
  -> offer
+ {heard_wish and not agreed} [“May we tell them your name and what you want, and nothing about last night unless you say so?” #by: clinician peer #sensible]
  ~ agreed = true
  ~ trust += 15
  “Only that. Yes. You can write that.” # by: Ana
  -> hand_over
+ {heard_wish and not agreed} [Ask the team: has she said yes to sharing, and what? #by: dispatcher #sensible]
  ~ agreed = true
  They ask her. She says yes to her name and her number, and no to last night. # to: dispatcher clinician peer
  -> hand_over
+ [“We’ll send it to the clinic, they call you.” #by: clinician]
  -> cold
+ [“Would you rather have nobody, and our number?” #by: peer clinician]
  -> her_no
+ [It is two o’clock #after: 30s]
  Lucía puts her coat on. # scene: who=ana,clinician,peer
  -> cold

=== hand_over ===
{ trust < 30: -> her_no }
Now the next hand. # scene: posture=sit face=calm hands=open distance=2 who=ana,clinician,peer # lead: right peer
{ not slot: Nobody knows yet whether the clinic has room. # to: clinician dispatcher }
“Will they ask me everything again?” # by: Ana # cue: voice 3 everything-again
+ [Call together, on speaker, with her: “I have Ana here, she’ll tell you what she wants.” #by: clinician peer #sensible]
  ~ trust += 15
  ~ slot = true
  She says her name. She says what she wants. The voice on the phone says:
  “Thursday at four.” # by: The clinic
  -> nights_plan
+ [Stay on the line with the clinic until a person answers, then pass the call on #by: dispatcher #sensible]
  ~ slot = true
  ~ trust += 5
  Eleven minutes of music. Then a person, with a name. # to: dispatcher clinician peer
  -> nights_plan
+ [Give her the number #by: clinician]
  -> cold
+ [“I’ll go with you the first time. We’ll take the bus, and he’ll like it.” #by: peer #sensible]
  ~ trust += 15
  “You would?” # by: Ana
  -> nights_plan
+ [Nobody picks up at the clinic #after: 25s]
  “You can try tomorrow.” # by: Ana
  -> cold

=== nights_plan ===
There is still four o’clock. # scene: light=warm # lead: late peer
+ [Write down with her: what it looks like when it starts, who to wake, what to do till it is five #by: clinician #sensible]
  -> whose_plan
+ [“At four you can write to me. I answer at six. And there is a line that answers at four.” #by: peer #sensible]
  -> whose_plan
+ [Put it on the list: call her on Friday, in Spanish, and see whether she was seen #by: dispatcher #sensible]
  -> whose_plan
+ [“Well, that’s set.” #by: clinician]
  -> cold
+ [Mateo is asleep, and so is she, almost #after: 25s]
  -> whose_plan

=== whose_plan ===
{ wish == 2 or wish == 1:
  Ana was seen on Thursday. She had slept on Tuesday, and the letter has an answer. On Friday someone called, in Spanish, to hear it from her. # ends: good seen-on-thursday # scene: place=kitchen posture=sit face=calm hands=holding distance=2 light=warm noise=none who=ana,peer
  -> END
}
Ana did not go to the clinic. She went to the mothers’ group with the peer, twice, and told Lucía herself. It is closed because she said so. # ends: good with-other-mothers # scene: place=room posture=sit face=calm hands=holding distance=2 light=day noise=none who=ana,peer
-> END

=== polite ===
She is polite now. She has put the baby in the other room. # scene: place=kitchen posture=stand face=blank hands=behind distance=4 door=ajar who=ana,clinician,peer # cue: barrier 2 polite
+ [“We came in too fast. I’m sorry. May I call you tomorrow, just me?” #by: peer clinician #sensible]
  -> her_no
+ [Ask Lucía to tell Ana, later, that she may choose who comes #by: dispatcher peer #sensible]
  -> her_no
+ [Write “declined” and go #by: clinician]
  -> closed
+ [She holds the door #after: 20s]
  -> closed

=== her_no ===
Not now, says Ana, and you said that is all right. She has a number and a first name, and on Sunday at four she uses it. # ends: mixed not-now # scene: place=kitchen posture=sit face=tense hands=holding distance=3 light=dim noise=none who=ana
-> END

=== cold ===
The referral was sent and received. Received is not seen. Three weeks later nobody has called, and the list says “closed”. # ends: mixed received-not-seen # scene: place=room posture=sit face=blank hands=holding distance=5 light=day door=shut noise=none who=ana
-> END

=== closed ===
The list says “declined”. When it comes back, at four, she does not ask Lucía to call. # ends: poor she-does-not-ask # scene: place=room posture=sit face=blank hands=face distance=5 light=dark door=shut noise=none who=ana
-> END

=== person_view ===
I washed my hair so they see that I can. # by: Ana
If I say how it was, will they take him? # by: Ana
At four there is nobody in the whole world, and he looks at me. # by: Ana
I asked my aunt to call. That was me. Nobody wrote that down. # by: Ana
If they ask what I want, I have to know it. I think I know it. # by: Ana
-> DONE
