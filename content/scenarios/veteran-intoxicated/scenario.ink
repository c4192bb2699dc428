# title: The truck behind the Lantern
# person: Marcus Bell
# seats: dispatcher officer clinician peer
# minutes: 8
# languages: en
# risk: raised
# teaches: cues handoff deescalation substance-use medical veterans privacy
# vary: arousal 45..60
# vary: trust 20..35
# vary: danger 45..55
# pov: person_view

// Marcus, 38, served in the Army. He has been drinking, and sits in his truck with the keys in his hand.
// All people and places are invented.

VAR arousal = 50
VAR trust = 25
VAR danger = 50

VAR asked = 0
VAR ticks = 0
VAR fell = 0
VAR knows_fall = false
VAR knows_weapon = false
VAR knows_brother = false
VAR told_fall = false
VAR told_brother = false
VAR keys_away = false
VAR seen_head = false
VAR brother_coming = false

// fell: whether he hit his head tonight, by the seed.
~ fell = RANDOM(0, 1)
-> call

=== call ===
911, July 3, 22:15. Music behind a woman’s voice, and far off, fireworks. # scene: place=car posture=sit face=tense hands=holding thing=keys distance=5 light=dark door=shut noise=crowd who=marcus
{~“I run the Lantern, on Route 9. One of my regulars is in his truck and he shouldn’t drive.”|“I’ve got a guy in my lot who’s had too much. He won’t give me his keys and he’s shouting at the sky.”} # by: Dana
“Marcus. He’s a good guy. He’s army.” # by: Dana # to: dispatcher
-> call_questions

=== call_questions ===
{ asked >= 3 or ticks >= 2: -> send_off }
* [Ask if the engine is on #by: dispatcher #asks #sensible]
  ~ asked += 1
  {~“No. But he’s got the keys in his hand.”|“It was. He turned it off. He’s just sitting.”} # by: Dana # to: dispatcher
  -> call_questions
* [Ask if he fell, or is hurt #by: dispatcher #asks #sensible]
  ~ asked += 1
  ~ knows_fall = true
  { fell == 1:
    “He went down on the steps. Hit his head on the rail, I think. He laughed it off.” # by: Dana # to: dispatcher # cue: voice 2 hit-his-head
  - else:
    “No. He walked out fine, just loud.” # by: Dana # to: dispatcher
  }
  -> call_questions
* [Ask about any weapon, in the truck or on him #by: dispatcher #asks #sensible]
  ~ asked += 1
  ~ knows_weapon = true
  {~“He used to keep one. His brother has it since spring, he told me.”|“No. I’ve known him for years. No.”} # by: Dana # to: dispatcher
  -> call_questions
* [Ask what set it off tonight #by: dispatcher #asks #sensible]
  ~ asked += 1
  “The fireworks. Somebody set off a string right behind him and he was under the table.” # by: Dana # to: dispatcher # cue: environment 2 fireworks
  -> call_questions
* [Ask who he would want called #by: dispatcher #asks #sensible]
  ~ asked += 1
  ~ knows_brother = true
  “Andre. His brother. He’d come.” # by: Dana # to: dispatcher
  -> call_questions
* [Send the team: about to drive after drinking #by: dispatcher]
  ~ arousal += 5
  -> send_off
+ [Ask Dana to keep people away from the truck #by: officer clinician #sensible]
  ~ ticks += 1
  ~ arousal -= 5
  She turns the music off and sends the smokers inside. # scene: noise=none
  -> call_questions
+ [Tell the car: July is hard. Bangs, lights, people behind you #by: peer #sensible]
  ~ ticks += 1
  ~ trust += 5
  The other two had thought about the drinking, not about the bangs. # to: officer clinician peer
  -> call_questions
+ [Another string goes off #after: 20s]
  ~ ticks += 1
  ~ arousal += 5
  “There he goes again. Please hurry.” # by: Dana
  -> call_questions

=== send_off ===
Four minutes out. # scene: place=car noise=radio light=dark who=officer,clinician,peer # lead: right officer
{knows_fall and fell == 1: You heard that he hit his head. They did not. # to: dispatcher}
You know Marcus. He talked with you in treatment last year. What he said there is his. # to: clinician
+ [“Marcus, 38, has been drinking, in his parked truck, keys in hand. Fireworks upset him.” #by: dispatcher #sensible]
  ~ trust += 5
  “Marcus, 38, in his parked truck, keys in hand. Bangs upset him tonight.” # by: dispatcher
  -> lot
+ {knows_fall and fell == 1} [Say that he fell and hit his head #by: dispatcher #sensible]
  ~ told_fall = true
  “He fell on the steps. Hit his head, the owner thinks.” # by: dispatcher
  -> lot
+ {knows_brother} [Call his brother Andre and tell the team #by: dispatcher #sensible]
  ~ told_brother = true
  ~ brother_coming = true
  “His brother Andre is thirty minutes out and coming.” # by: dispatcher
  -> lot
+ [“Intoxicated male, combative.” #by: dispatcher]
  ~ arousal += 10
  “Intoxicated male, combative, in a vehicle.” # by: dispatcher
  -> lot
+ [Tell the officer what Marcus told you in treatment #by: clinician]
  ~ trust -= 15
  You have said it now. It was not yours to pass on to police, and he had not agreed to it. # to: clinician officer
  -> lot
+ [“No lights, no doors slamming. I park across the exit, not behind him.” #by: officer #sensible]
  ~ danger -= 10
  ~ arousal -= 5
  It is agreed before the car turns in.
  -> lot
+ [The road is dark #after: 25s]
  You see the sign of the Lantern.
  -> lot

=== lot ===
A gravel lot. One truck, the window down, a man behind the wheel. # scene: place=car posture=sit face=tense hands=holding distance=5 light=dark door=shut noise=none who=marcus,officer,clinician,peer # lead: early peer
“Lights! Kill the lights!” # by: Marcus
His right hand is closed around the keys. The engine is off. # to: officer # cue: behavior 2 keys
He has put his seat so that nobody can be behind him. # to: peer # cue: environment 2 nobody-behind
{ fell == 1: One pupil looks bigger when the light passes over him. # to: clinician # cue: behavior 1 pupil }
Dana stands at the kitchen door. She has not hung up. # to: dispatcher # cue: bystander 3 dana
+ [Headlights off, and stay where he can see you in the mirror #by: officer #sensible]
  ~ arousal -= 15
  ~ trust += 10
  It goes dark. His shoulders come down. # scene: light=dim
  -> talk
+ [Flashlight in his face: “Step out of the vehicle.” #by: officer]
  ~ arousal += 20
  ~ trust -= 15
  His arm goes up over his eyes. # scene: hands=face light=flashing
  -> talk
+ [From the side, slowly: “Marcus? Can I stand here?” #by: clinician peer #sensible]
  ~ trust += 10
  “There’s fine. Not behind.” # by: Marcus
  -> talk
+ {knows_fall and fell == 1 and not told_fall} [Tell the team about the fall #by: dispatcher #sensible]
  ~ told_fall = true
  In your ear: “He hit his head on the steps tonight.” # to: officer clinician peer
  -> talk
+ [Ask the station which street the fireworks come from, and ask for them to stop #by: dispatcher #sensible]
  ~ arousal -= 5
  A patrol car walks over to the boys by the creek. # to: dispatcher officer
  -> talk
+ [You sit in the car and look at him #after: 20s]
  ~ arousal += 10
  “What do you want? What!” # by: Marcus
  -> talk

=== talk ===
{~Bang. Bang-bang, from the creek.|A rocket goes up behind the trees, and bursts.} # inject # scene: noise=crowd light=flashing
He is down across the seat before it is over. # cue: behavior 1 down-across-seat # to: officer clinician peer # scene: posture=crouch face=afraid
“I’m good. I’m good. I’m good.” # by: Marcus # cue: voice 2 im-good # lead: right peer
+ [“That’s fireworks, Marcus. Route 9. You’re at the Lantern.” #by: peer clinician #sensible]
  ~ arousal -= 15
  ~ trust += 15
  “Route 9. Okay. Route 9.” # by: Marcus # scene: posture=sit light=dim
  -> keys
+ [“Eleven Bravo? I was a medic. Two tours.” #by: peer #sensible]
  ~ trust += 20
  ~ arousal -= 10
  He looks at the peer for the first time.
  “Doc.” # by: Marcus # scene: posture=sit light=dim
  -> keys
+ [Reach in for the keys while he is down #by: officer]
  ~ arousal += 20
  ~ trust -= 20
  He grabs your wrist, and lets go at once.
  “Don’t. Don’t do that.” # by: Marcus
  -> keys
+ [Say nothing, stay low by the front wheel #by: officer clinician #sensible]
  ~ arousal -= 10
  ~ trust += 5
  He sees two people who are not in a hurry. # scene: posture=sit light=dim low=officer
  -> keys
+ [Hold the radio traffic for the car in the lot #by: dispatcher #sensible]
  ~ arousal -= 5
  It stays quiet on the belt. # scene: posture=sit light=dim noise=none
  -> keys
+ [Everyone waits for the next one #after: 20s]
  ~ arousal += 10
  He starts to count under his breath. # scene: posture=sit
  -> keys

=== keys ===
{ arousal >= 80: -> drives }
He turns the keys over and over. # scene: posture=sit face=tense hands=holding distance=3 light=dim noise=none # lead: late peer
“I just want to go home. It’s four miles.” # by: Marcus
{ fell == 1:
  He has asked twice what day it is. # to: peer clinician # cue: voice 1 what-day
- else:
  He knows the day, the road, and every name. # to: peer clinician # cue: voice 3 knows-the-day
}
An open can stands in the cup holder. # to: officer # cue: environment 3 can
+ [“We’ll get you home. The truck stays. Would you put the keys on the roof for me?” #by: peer officer #sensible]
  ~ danger -= 25
  ~ trust += 10
  ~ keys_away = true
  The keys lie on the roof. It is he who put them there. # scene: hands=open
  -> door_open
+ [“Give me the keys or you’re under arrest.” #by: officer]
  ~ arousal += 20
  ~ trust -= 15
  “For what? I’m sitting.” # by: Marcus # scene: face=angry-sad
  -> door_open
+ [“What would you be going home to?” #by: clinician #sensible]
  ~ trust += 10
  “Nothing. The dog. Andre’s got the dog.” # by: Marcus # scene: face=tearful
  He laughs, and it turns.
  -> door_open
+ {not brother_coming} [Find Andre, and say it on the air #by: dispatcher #sensible]
  ~ brother_coming = true
  “Andre is coming. He says: tell Marcus the dog is in the car.” # by: dispatcher
  “The dog.” # by: Marcus
  ~ trust += 10
  -> door_open
+ {brother_coming} [Pass on what Andre says #by: dispatcher #sensible]
  ~ trust += 10
  ~ keys_away = true
  “Andre says leave the truck, he’s bringing the dog.” # by: dispatcher
  Marcus drops the keys on the mat.
  -> door_open
+ [He puts the key in #after: 25s]
  ~ danger += 15
  The dashboard lights come on.
  -> door_open

=== drives ===
The engine starts. # scene: place=car posture=sit face=afraid hands=holding distance=5 light=dark noise=crowd who=marcus # cue: behavior 1 engine # lead: right officer
Your car stands across the way out. There is nowhere for him to go but into it. # to: officer # cue: barrier 1 car-across
+ [Walk away from the truck, both hands up, into the light of the door #by: officer #sensible]
  ~ arousal -= 25
  ~ trust += 10
  With nobody near, he turns the engine off. # scene: noise=none
  -> door_open
+ [Break the window #by: officer]
  -> pulled_out
+ [“Marcus. Route 9. July. Nobody’s shooting.” #by: peer #sensible]
  ~ arousal -= 25
  ~ trust += 10
  The engine runs, and runs, and stops. # scene: noise=none
  -> door_open
+ [Call his phone from the desk #by: dispatcher clinician #sensible]
  ~ arousal -= 20
  He looks at the light of it. He picks up. He turns off the key to hear better. # scene: noise=none
  -> door_open
+ [He puts it in gear #after: 20s]
  ~ danger += 10
  { trust >= 40:
    It rolls a yard and stops. He has his forehead on the wheel. # scene: hands=face
    -> door_open
  - else:
    -> pulled_out
  }

=== door_open ===
The door of the truck is open. He has one boot on the gravel. # scene: posture=sit face=tearful hands=open distance=3 light=dim door=open noise=none # lead: right clinician
{ fell == 1: There is dried blood in his hair, above the ear, not much. # to: clinician officer # cue: behavior 1 hair }
{ fell == 0: His hands are steady when he lights a cigarette. # to: clinician officer # cue: behavior 3 steady }
“Every July. You’d think I’d learn.” # by: Marcus
+ [“May a medic look at you, right here?” #by: clinician officer #sensible]
  ~ seen_head = true
  ~ trust += 5
  “If Doc stays.” # by: Marcus
  -> where_to
+ [“Did you want it all to stop, tonight?” #by: clinician peer #sensible]
  ~ trust += 15
  ~ danger -= 10
  “The noise. Not me. I asked myself that. Not me.” # by: Marcus
  -> where_to
+ [“Walk this line for me.” #by: officer]
  ~ trust -= 15
  ~ arousal += 10
  “I’m not driving. I gave you the keys.” # by: Marcus
  -> where_to
+ [Sit down on the gravel beside the boot #by: peer #sensible]
  ~ trust += 15
  ~ arousal -= 10
  They sit like two people after a long day. # scene: low=peer
  -> where_to
+ [Ask the medics to roll up without lights #by: dispatcher #sensible]
  ~ seen_head = true
  They park by the kitchen and walk over. One of them kneels down and asks first. # to: dispatcher clinician officer
  -> where_to
+ [It is quiet #after: 25s]
  He lights a cigarette and looks at it.
  -> where_to

=== where_to ===
{ fell == 1 and not seen_head: Nobody has looked at his head. # to: dispatcher peer }
The owner brings a coffee and leaves it on the hood. # cue: bystander 3 coffee # lead: late clinician
“I’m not going to any cell.” # by: Marcus
+ {fell == 1 and not seen_head} [“Before we go anywhere: your head.” #by: clinician peer officer dispatcher #sensible]
  ~ seen_head = true
  The medic looks, and frowns, and says so to Marcus, not over him.
  -> where_to
+ {fell == 1 and seen_head} [“You need a picture of that head. Doc rides with you, and Andre meets you there.” #by: clinician peer dispatcher officer #sensible]
  -> head_seen
+ {fell == 0} [“Andre’s couch and the dog, and the Vet Center with me at nine?” #by: peer clinician #sensible]
  -> andre
+ {fell == 0 and trust >= 35} [“There’s a sobering center. Your door, no cell, you leave when you like.” #by: clinician dispatcher officer #sensible]
  -> sobering
+ [“Then walk. It’s that or a cell.” #by: officer]
  { fell == 1:
    -> missed
  - else:
    -> cleared
  }
+ [“Get home safe,” and clear #by: officer clinician]
  { fell == 1:
    -> missed
  - else:
    -> cleared
  }
+ [The next call comes in #after: 30s]
  Dispatch has a crash on the highway. # inject
  { fell == 1:
    -> missed
  - else:
    -> cleared
  }

=== andre ===
Marcus rides home with his brother and the dog. The truck stays at the Lantern. At nine he is in front of the Vet Center, early. # ends: good dog-in-the-car # scene: place=street posture=stand face=calm hands=open distance=2 light=warm noise=none who=marcus,andre
-> END

=== sobering ===
Marcus chooses the sobering center and keeps his boots on. In the morning he asks the peer where the group meets. # ends: good chose-the-center # scene: place=room posture=lie face=calm hands=open distance=3 light=dim noise=none who=marcus
-> END

=== head_seen ===
The picture shows a small bleed, found in time. Marcus is asleep, with Andre in the chair and the dog, somehow, on the floor. # ends: good found-in-time # scene: place=room posture=lie face=calm hands=open distance=2 light=warm noise=none who=marcus,andre
-> END

=== cleared ===
The keys are with the owner. He walks the four miles home, alone, along Route 9. # ends: mixed four-miles-alone # scene: place=street posture=stand face=blank hands=pockets distance=5 light=dark noise=none who=marcus
-> END

=== missed ===
Andre finds him in the morning, hard to wake, and calls 911 again. He will get better. It looked like drinking. # ends: poor looked-like-drinking # scene: place=room posture=lie face=blank hands=open distance=5 light=day noise=sirens who=marcus,andre
-> END

=== pulled_out ===
He is pulled from the truck onto the gravel. He keeps saying the name of a road. Nobody is badly hurt, and nobody finds out what he wanted to say. # ends: poor on-the-gravel # scene: place=street posture=sit face=afraid hands=behind distance=1 light=flashing noise=crowd who=officer
-> END

=== person_view ===
I know it’s fireworks. My back doesn’t know. # by: Marcus
If I sit like this, nobody is behind me. # by: Marcus
Dana’s nice. I scared Dana. # by: Marcus
My head hurts and I can’t think what comes after Route 9. # by: Marcus
Somebody say where I am, and then don’t say anything. # by: Marcus
-> DONE
