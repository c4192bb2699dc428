# title: The steps upstairs, on a Tuesday morning
# person: Leonard Kowalczyk
# seats: dispatcher officer clinician peer
# minutes: 8
# languages: en
# risk: low
# teaches: cues handoff outreach listening grief follow-up
# vary: arousal 20..35
# vary: trust 25..40
# vary: danger 10..20
# pov: person_view

// Leonard, 67, calls 911 in the night, fourteen times this month. The team visits when nothing is wrong.
// All people and places are invented.

VAR arousal = 25
VAR trust = 30
VAR danger = 15

VAR asked = 0
VAR ticks = 0
VAR noise = 0
VAR knows_time = false
VAR knows_irene = false
VAR note = 0
VAR heard_irene = false
VAR found_noise = false
VAR has_asked = false
VAR ate = false

// noise: what he hears at night, and it is real. 1 a heating pipe, 2 his hearing aid, 3 a neighbor who works nights.
~ noise = RANDOM(1, 3)
-> call

=== call ===
911, Sunday, 03:40. You know the voice. It is his fourteenth call this month. # scene: place=room posture=sit face=tense hands=holding thing=phone distance=5 light=dark door=shut noise=none who=leonard
{~“There’s somebody up there again. Walking. I’m sorry to bother you.”|“It’s Leonard Kowalczyk. I hear steps over my head. I know I called Friday.”} # by: Leonard
Four officers went this month. Each found an empty hallway. # to: dispatcher officer
-> call_questions

=== call_questions ===
{ asked >= 3 or ticks >= 2: -> hand_on }
* [Ask what he hears, and when it starts #by: dispatcher #asks #sensible]
  ~ asked += 1
  ~ knows_time = true
  { noise:
  - 1: “Knock, knock, knock, then nothing. Around half past three. When it gets cold.” # by: Leonard # to: dispatcher # cue: environment 2 half-past-three
  - 2: “A whistle first. Then steps. Only when I sit up in bed.” # by: Leonard # to: dispatcher # cue: environment 2 half-past-three
  - else: “From the door to the window. Half past three, and not on Mondays.” # by: Leonard # to: dispatcher # cue: environment 2 half-past-three
  }
  -> call_questions
* [Ask if he is safe, and if someone is with him #by: dispatcher #asks #sensible]
  ~ asked += 1
  ~ knows_irene = true
  “The door is locked. There’s only me now.” # by: Leonard # to: dispatcher # cue: voice 2 only-me-now
  The last word is so low that you almost miss it. # to: dispatcher
  -> call_questions
* [Ask if he has been sleeping and eating #by: dispatcher #asks #sensible]
  ~ asked += 1
  {~“Toast. I don’t cook for one.”|“I sleep after it gets light.”} # by: Leonard # to: dispatcher
  -> call_questions
* [Ask whether someone may visit him by day, and who he would like #by: dispatcher #asks #sensible]
  ~ asked += 1
  ~ trust += 10
  “By day? Nobody ever asked me that. Somebody who isn’t in a hurry.” # by: Leonard # to: dispatcher
  -> call_questions
* [“Sir, this line is for emergencies.” #by: dispatcher]
  ~ trust -= 15
  “I know. I’m sorry.” # by: Leonard # to: dispatcher
  -> hand_on
+ [Say you will drive by now, and knock only if his light is on #by: officer #sensible]
  ~ trust += 5
  ~ ticks += 1
  His light is on. Through the door he says:
  “Thank you. I’m all right.” # by: Leonard # scene: door=ajar
  -> call_questions
+ [Ask the desk in the morning to pull his calls together #by: clinician peer #sensible]
  ~ ticks += 1
  Fourteen calls. All of them between three and four. # to: clinician peer dispatcher
  -> call_questions
+ [He waits on the line #after: 25s]
  ~ ticks += 1
  You hear a clock, and a man breathing. # to: dispatcher
  -> call_questions

=== hand_on ===
Monday, 9:00. The outreach list. His name is the third line. # scene: place=car light=day noise=none who=officer,clinician,peer
{knows_irene: You remember how he said “now”. It is in no field. # to: dispatcher}
+ [“Leonard Kowalczyk, 67. Hears steps at half past three. Lives alone now. He said yes to a visit.” #by: dispatcher #sensible]
  ~ note = 1
  ~ trust += 5
  The list says it in one line, with his words. # to: officer clinician peer
  -> before
+ {knows_time} [Put the times of the fourteen calls on one page #by: dispatcher #sensible]
  ~ note = 1
  ~ trust += 5
  One page. Every call between 3:20 and 3:50. # to: officer clinician peer
  -> before
+ [“Calls every other night about nothing.” #by: dispatcher]
  ~ trust -= 10
  That is what the list says, and it is the first thing the team reads. # to: officer clinician peer
  -> before
+ [Ask dispatch how he sounded #by: clinician peer #sensible]
  ~ note = 1
  “Polite. Lonely. He apologizes before he says hello.” # by: dispatcher
  -> before
+ [Read the four reports from the nights #by: officer #sensible]
  Each says the same: nobody there, advised. No one went upstairs. # to: officer clinician peer # cue: environment 3 nobody-upstairs
  -> before
+ [The list is passed on as it is #after: 30s]
  Fourteen calls, no crime. # to: officer clinician peer
  -> before

=== before ===
Tuesday, 10:00. A brick house, three floors. His curtains are open. # scene: place=street posture=stand light=day door=shut noise=none who=officer,clinician,peer
He has swept the steps. # to: peer # cue: environment 3 swept-steps
You are in uniform, with a marked car. He has neighbors. # to: officer
+ [Park around the corner, leave the vest, carry the coffee #by: officer #sensible]
  ~ trust += 10
  You look like three people who were invited.
  -> at_door
+ [Ring together, all three at the door #by: officer clinician]
  ~ arousal += 15
  A curtain moves across the street. # to: officer # cue: bystander 3 curtain
  -> at_door
+ [Call first: “It’s about your calls. Is ten still good?” #by: dispatcher clinician #sensible]
  ~ trust += 10
  “I put the water on.” # by: Leonard
  -> at_door
+ [“Let me go in first. He asked for somebody who isn’t in a hurry.” #by: peer #sensible]
  ~ trust += 5
  The others nod. The peer rings once.
  -> at_door
+ [You check your messages at the curb #after: 25s]
  He is watching from the window by now.
  -> at_door

=== at_door ===
Leonard opens in a pressed shirt. He is smaller than his voice. # scene: place=porch posture=door face=tense hands=pockets distance=3 light=day door=open who=leonard,peer,clinician,officer # lead: early peer
“Did I do something wrong?” # by: Leonard # cue: voice 2 something-wrong
Two cups stand on the table inside, and two plates. # to: clinician peer # cue: environment 2 two-cups
He looks past you, at the car. # to: officer # cue: behavior 3 looks-at-car
From the next steps a neighbor asks you, low: “Is he all right? His light is on all night.” # to: officer # cue: bystander 2 neighbor-asks
+ [“No. You called us at night. We thought we’d come when it’s light.” #by: peer clinician #sensible]
  ~ trust += 15
  ~ arousal -= 10
  “Well. Well. Come in.” # by: Leonard
  -> table
+ [“You can’t keep calling 911 for this, sir.” #by: officer clinician]
  ~ trust -= 20
  ~ arousal += 10
  “No. I see.” # by: Leonard # scene: door=ajar
  The door is already closing.
  -> table
+ [“I’d like to hear where the steps are. Would you show me?” #by: officer #sensible]
  ~ trust += 10
  It is the first time anyone has asked him to show it. # scene: face=calm
  -> table
+ [Text the team: he said “only me now” on the phone #by: dispatcher #sensible]
  ~ trust += 5
  All three read it. The second cup looks different. # to: officer clinician peer
  -> table
+ [Nobody explains #after: 20s]
  ~ arousal += 10
  “Am I being fined?” # by: Leonard
  -> table

=== table ===
{ trust < 15: -> closed }
A warm kitchen, and a calendar that still says April. # scene: place=kitchen posture=sit face=calm hands=holding thing=cup distance=2 light=day door=open noise=none who=leonard,peer,clinician,officer # lead: right peer
The calendar stops on April 9. # to: clinician # cue: environment 2 april
A blue coat hangs on the chair between you and him. Nobody may sit there. # to: peer clinician # cue: barrier 3 blue-coat
He pours into the second cup before he notices. # to: peer # cue: behavior 2 second-cup
Above you something creaks. He goes stiff, and looks at you to see if you heard. # to: officer # cue: behavior 2 did-you-hear
+ [“Who is the second cup for?” #by: peer #sensible]
  ~ heard_irene = true
  ~ trust += 20
  “Irene.” # by: Leonard # scene: face=tearful
  A long time.
  “My wife. In April. I still hear her get up.” # by: Leonard
  -> story
+ [“Do you hear or see things others don’t?” #by: clinician officer]
  ~ trust -= 10
  “I’m not making it up.” # by: Leonard # scene: face=blank
  -> story
+ [“I heard that too, just now.” #by: officer #sensible]
  ~ trust += 15
  His whole face changes.
  “You did?” # by: Leonard
  -> story
+ [Let him pour, and drink it slowly #by: clinician peer #sensible]
  ~ trust += 10
  ~ ate = true
  He cuts the cake. He has some too.
  -> story
+ [Look up who lives above him #by: dispatcher #sensible]
  { noise == 3: A night baker lives upstairs. Up at half past three, off on Mondays. # to: dispatcher officer }
  { noise != 3: The flat above is empty since March, says the manager. # to: dispatcher officer }
  -> story
+ [The kettle is the only sound #after: 25s]
  “You’re all very busy, I’m sure.” # by: Leonard
  -> story

=== story ===
{ heard_irene:
  “She got up at half past three, for the early shift. Forty years. I never minded.” # by: Leonard
- else:
  “It’s the nights. The days I can do.” # by: Leonard # cue: voice 3 the-nights
}
He keeps turning his ring. # to: clinician peer # cue: behavior 3 ring # lead: late peer
{ noise == 2: His hearing aid whistles when he bends his head. # to: clinician officer # cue: environment 2 whistle }
{ noise == 1: The pipe in the corner has fresh paint, worn where it touches the wall. # to: officer # cue: environment 2 pipe }
+ [“Would it help to find out what makes the noise?” #by: officer #sensible]
  ~ found_noise = true
  ~ trust += 15
  { noise:
  - 1: The pipe knocks on the wall when the heat comes on. Half past three. You both laugh.
  - 2: The hearing aid whistles in the pillow, and then he hears the whole house.
  - else: You ring upstairs. The baker is sorry. He will wear slippers.
  }
  -> nights
+ [“It’s grief. It will pass.” #by: clinician officer]
  ~ trust -= 15
  “So they say.” # by: Leonard
  He puts the cups together.
  -> nights
+ [“Tell me about her.” #by: peer clinician #sensible]
  ~ heard_irene = true
  ~ trust += 20
  He tells it with his hands: the dance hall, the blue coat, the early shift. # scene: face=tearful
  -> nights
+ [Send the building manager a note about the noise #by: dispatcher #sensible]
  ~ found_noise = true
  ~ trust += 5
  The manager writes back: “Will look at it today.” # to: dispatcher officer
  -> nights
+ [Sit with him and be quiet #by: peer #sensible]
  ~ trust += 10
  He nods, as if you had said something.
  -> nights
+ [You look at your watch #after: 25s]
  ~ trust -= 10
  He has seen it.
  “I won’t keep you.” # by: Leonard
  -> nights

=== nights ===
{ trust < 20: -> leaflet }
“And then it’s half past three, and I think: if I stopped, who would know?” # by: Leonard # cue: voice 1 who-would-know # scene: face=tearful # lead: right clinician
His pills for the week are full up to Saturday. # to: peer clinician # cue: environment 2 pills
+ [“When you think that, do you think of ending your life?” #by: clinician peer #sensible]
  ~ has_asked = true
  ~ trust += 15
  {~“No. I think of it being over by itself. I wouldn’t do that to her roses.”|“In May I did. Not now. Now I only want someone to say good night to.”} # by: Leonard
  -> want
+ [“Don’t talk like that.” #by: officer clinician]
  ~ trust -= 15
  He does not. # scene: face=blank
  -> want
+ [“I would know. Dispatch would know. Fourteen nights you told us.” #by: officer dispatcher #sensible]
  ~ trust += 15
  “You counted?” # by: Leonard
  -> want
+ [“After my husband died I called the time, just to hear it.” #by: peer #sensible]
  ~ trust += 20
  “What time was it?” # by: Leonard
  “Half past three.” # by: peer
  He smiles for the first time.
  -> want
+ [Text the clinician: somebody should ask him #by: dispatcher #sensible]
  ~ has_asked = true
  ~ trust += 5
  The clinician asks.
  “No. But thank you for asking.” # by: Leonard
  -> want
+ [It is said, and it passes #after: 20s]
  ~ danger += 10
  He clears the table.
  -> want

=== want ===
{ not has_asked: Nobody has asked him about that sentence. # to: clinician dispatcher peer }
“What do people do at half past three?” # by: Leonard # lead: late clinician # scene: face=calm posture=sit
+ {not has_asked} [“First: do you think of ending your life, Leonard?” #by: clinician peer officer dispatcher #sensible]
  ~ has_asked = true
  ~ trust += 10
  “No.” # by: Leonard
  He looks at the cups.
  “I think of somebody finding the cups.” # by: Leonard
  -> want
+ {has_asked} [“What would you want to be there, at half past three?” #by: clinician peer #sensible]
  { trust >= 50:
    “A voice. A person I know. Not an emergency.” # by: Leonard
    -> line_and_walk
  - else:
    “I’d have to think. Could you ask me again next week?” # by: Leonard
    -> next_week
  }
+ {has_asked} [“There’s a table at the center on Thursdays. I’d walk over with you.” #by: peer officer #sensible]
  -> thursdays
+ {has_asked} [“If you call and it’s me, I’ll put you through to the warm line and stay till they answer.” #by: dispatcher #sensible]
  -> line_and_walk
+ [Leave the leaflet on the table #by: clinician officer]
  -> leaflet
+ [“From now on it’s a fine.” #by: officer]
  -> stopped
+ [There’s another visit at eleven #after: 30s]
  -> leaflet

=== closed ===
He is polite, and he has closed the door. Through it you hear the kettle. # scene: place=porch door=shut posture=door face=blank noise=none who=officer,clinician,peer # cue: barrier 2 closed-door
+ [“We’re sorry. We’d like to come again, and hear it right. Is Thursday good?” #by: peer clinician #sensible]
  -> next_week
+ [Write a note by hand and put it under the door #by: officer peer #sensible]
  -> next_week
+ [Call him tonight at nine, from the desk, just to say good night #by: dispatcher #sensible]
  -> next_week
+ [Tick it off the list #by: officer clinician]
  -> stopped
+ [You walk back to the car #after: 25s]
  -> stopped

=== line_and_walk ===
Leonard has a number at half past three that is not 911, and the peer’s call at nine each evening for a month. On Thursday he brings the cake. # ends: good a-voice-at-night # scene: place=kitchen posture=sit face=calm hands=holding distance=2 light=warm noise=none who=leonard,peer
-> END

=== thursdays ===
He goes on Thursday, in the pressed shirt, and sits beside a man who also still sets two cups. He calls 911 twice that month, and once it is a fire. # ends: good thursdays # scene: place=room posture=sit face=calm hands=open distance=2 light=day noise=none who=leonard,peer
-> END

=== next_week ===
He will think about it. You have a day and a time, and he has written it on the calendar, on the page for November. # ends: mixed written-on-the-calendar # scene: place=kitchen posture=sit face=calm hands=holding distance=3 light=day noise=none who=leonard
-> END

=== leaflet ===
The leaflet lies beside the toaster. On Wednesday at 3:40 the phone rings at dispatch. # ends: mixed leaflet # scene: place=room posture=sit face=tense hands=holding thing=phone distance=5 light=dark door=shut noise=none who=leonard
-> END

=== stopped ===
Leonard stops calling. It looks like success on a list. Nobody knows how he is. # ends: poor he-stopped-calling # scene: place=room posture=sit face=blank hands=face distance=5 light=dark door=shut noise=none who=leonard
-> END

=== person_view ===
I know what they think when they hear my name. # by: Leonard
The days are fine. I sweep. I know the mailman. # by: Leonard
At half past three she got up, forty years. I wake up to hear it, and then there are steps. # by: Leonard
I don’t want the police. I want somebody to pick up. # by: Leonard
If they come, I hope they stay for coffee. # by: Leonard
-> DONE
