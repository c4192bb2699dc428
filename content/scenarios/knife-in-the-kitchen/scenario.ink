# title: A knife on the kitchen counter
# person: Tomas Rivera
# seats: dispatcher officer clinician peer
# minutes: 9
# languages: en
# risk: high
# teaches: cues handoff deescalation distance time asking-directly
# vary: arousal 45..60
# vary: trust 20..35
# vary: danger 55..65
# pov: person_view

// Tomas, 46, told his wife he does not want to be alive. A knife lies on the counter.
// All people and places are invented.

VAR arousal = 50
VAR trust = 25
VAR danger = 60

VAR asked = 0
VAR ticks = 0
VAR story = 0
VAR knows_day = false
VAR knows_where = false
VAR knows_name = false
VAR told_day = false
VAR told_where = false
VAR quiet_units = false
VAR back_covered = false
VAR asked_directly = false
VAR elena_safe = false

// story: what weighs most today, by the seed. 1 his brother's day, 2 the work, 3 the money he hid.
~ story = RANDOM(1, 3)
-> call

=== call ===
911, Sunday, 19:10. A woman is whispering. You hear a screen door. # scene: place=porch posture=stand face=tense hands=open distance=5 light=warm door=shut noise=none who=elena
{~“My husband says he’s done. He says he doesn’t want to be alive. There’s a knife by him.”|“It’s my husband. He’s in the kitchen with a knife and he said goodbye to me.”} # by: Elena
“209 Alder Court. I’m on the porch. I’m Elena Rivera.” # by: Elena # to: dispatcher
-> call_questions

=== call_questions ===
{ asked >= 3 or ticks >= 2: -> send_off }
* [Ask where the knife is right now #by: dispatcher #asks #sensible]
  ~ asked += 1
  ~ knows_where = true
  {~“On the counter. Next to his hand. He isn’t holding it.”|“He put it down on the counter when I went out. I could see it from the door.”} # by: Elena # to: dispatcher
  -> call_questions
* [Ask who else is in the house #by: dispatcher #asks #sensible]
  ~ asked += 1
  ~ elena_safe = true
  “Nobody. Our girl is at practice till eight.” # by: Elena # to: dispatcher
  She is crying. # to: dispatcher
  “I’m outside.” # by: Elena # to: dispatcher
  -> call_questions
* [Ask what is different about today #by: dispatcher #asks #sensible]
  ~ asked += 1
  ~ knows_day = true
  { story:
  - 1: “It’s a year today. His brother Rafael. He hasn’t said the name all day.” # by: Elena # to: dispatcher # cue: voice 2 the-day
  - 2: “The restaurant let him go Friday. Nineteen years. He told me an hour ago.” # by: Elena # to: dispatcher # cue: voice 2 the-day
  - else: “I found the letters from the bank. He’d been hiding them from me. I yelled at him.” # by: Elena # to: dispatcher # cue: voice 2 the-day
  }
  -> call_questions
* [Ask what he likes to be called, and who he listens to #by: dispatcher #asks #sensible]
  ~ asked += 1
  ~ knows_name = true
  “Tomas. And he listens to our girl. But please don’t bring her.” # by: Elena # to: dispatcher
  -> call_questions
* [Ask about any other weapon in the house #by: dispatcher #asks #sensible]
  ~ asked += 1
  {~“No. No guns. Never.”|“His brother’s hunting rifle was here. We gave it to my cousin in the spring.”} # by: Elena # to: dispatcher
  -> call_questions
* [“Stay on the line. Help is coming.” Send the team #by: dispatcher]
  -> send_off
+ [Ask dispatch to send other units close, but no sirens #by: officer #sensible]
  ~ quiet_units = true
  ~ ticks += 1
  Two more cars come without sirens. They will stop a block away. # to: officer dispatcher
  -> call_questions
+ [Ask dispatch: is anyone hurt? #by: clinician peer]
  ~ ticks += 1
  “Nobody is hurt that we know of.” # by: dispatcher # to: officer clinician peer
  -> call_questions
+ [Elena waits #after: 25s]
  ~ ticks += 1
  “Please don’t let them hurt him. He’s a good man. He’s a cook.” # by: Elena
  -> call_questions

=== send_off ===
Three minutes out. What goes over the air is what the team will believe. # scene: place=car noise=radio who=officer,clinician,peer light=dim
{knows_day: You know what today is for him. They do not. # to: dispatcher}
+ [“Man, 46, says he does not want to live. A knife is near him. His wife is out of the house.” #by: dispatcher #sensible]
  ~ told_where = knows_where
  “He has threatened no one. A knife near him. The wife is outside.” # by: dispatcher
  -> staging
+ {knows_where} [Say exactly where the knife is and that he is not holding it #by: dispatcher #sensible]
  ~ told_where = true
  ~ danger -= 5
  “It is on the counter, not in his hand. He is alone in the kitchen.” # by: dispatcher
  -> staging
+ {knows_day} [Say his name and what today is for him #by: dispatcher #sensible]
  ~ told_day = true
  ~ trust += 5
  { story:
  - 1: “Tomas Rivera. A year today since his brother Rafael died.” # by: dispatcher
  - 2: “Tomas Rivera, a cook. He lost his job on Friday, after nineteen years.” # by: dispatcher
  - else: “Tomas Rivera. Money trouble he had kept to himself, and it came out today.” # by: dispatcher
  }
  -> staging
+ [“Armed man in a house.” #by: dispatcher]
  ~ arousal += 10
  ~ danger += 5
  “Armed man in a house, Alder Court.” # by: dispatcher
  More cars than you asked for turn around and come. # to: officer dispatcher # scene: noise=sirens
  -> staging
+ [Ask dispatch: in his hand, or near him? #by: officer clinician #sensible]
  ~ told_where = true
  Dispatch asks Elena. “Near him,” she says. “On the counter.”
  -> staging
+ [The words on the screen are: weapon, suicidal #after: 30s]
  ~ arousal += 5
  209 Alder Court. Weapon. Suicidal. Nothing more. # to: officer clinician peer
  -> staging

=== staging ===
A quiet street. A porch light, a woman on the steps. # scene: place=street posture=stand face=tense distance=5 light=dim door=ajar noise=none who=elena,officer,clinician,peer
Through the side window you see his back. He is standing still. # to: officer # cue: behavior 2 standing-still
Elena’s breath is loud in your ear. She keeps looking at the door. # to: dispatcher # cue: bystander 3 elena-door
+ {not quiet_units} [Tell the other cars: no sirens, out of sight, one block #by: officer dispatcher #sensible]
  ~ quiet_units = true
  ~ arousal -= 5
  The street stays quiet. # scene: noise=none
  -> plan
+ [Walk straight to the kitchen window to look in #by: officer]
  ~ arousal += 15
  ~ danger += 5
  A face at the glass. He turns around. # scene: face=afraid
  -> plan
+ [“I talk from the hallway, you stay by me. We have time. Yes?” #by: clinician #sensible]
  ~ trust += 5
  “We have time. If it changes, I say back, and we go back.” # by: officer
  -> plan
+ [Walk with Elena to the car, out of his sight #by: peer #sensible]
  ~ elena_safe = true
  ~ arousal -= 5
  She does not want to go. She goes when the peer says:
  “I’ll stay with you the whole time.” # by: peer # scene: who=officer,clinician
  -> plan
+ [Ask Elena if the back door locks #by: dispatcher officer #sensible]
  ~ back_covered = true
  “It sticks. He goes out there to smoke.” # by: Elena # to: dispatcher officer
  One officer will watch the alley from far off. # to: dispatcher officer
  -> plan
+ [You stand at the curb #after: 25s]
  ~ arousal += 5
  Inside, a chair falls over.
  -> plan

=== plan ===
The hallway is narrow. At its end is the kitchen light. # scene: place=kitchen posture=stand face=tense hands=behind thing=knife distance=5 light=dim door=ajar noise=none who=tomas,officer,clinician # lead: early clinician
“Who’s there? Elena, did you call somebody?” # by: Tomas
The knife is on the counter, a foot from his right hand. The table is between you. # to: officer # cue: barrier 2 table-between
On the refrigerator there is a drawing: a man with a big pot, and “Papi”. # to: clinician # cue: environment 3 drawing
Elena tells you, by the car, that he made soup this afternoon. He set out bowls. # to: peer # cue: bystander 2 soup
+ [“Tomas, I’m a police officer. I’m staying back here. Nobody is in trouble.” #by: officer #sensible]
  ~ trust += 10
  ~ arousal -= 5
  “Stay there then.” # by: Tomas
  His voice shakes.
  -> first_words
+ [“Drop the knife!” #by: officer]
  ~ arousal += 20
  ~ trust -= 10
  ~ danger += 10
  He had not been holding it. Now he looks at it. # scene: face=afraid
  -> first_words
+ [“Tomas? I’m a counselor. Elena is safe. I’d like to hear what happened.” #by: clinician #sensible]
  ~ trust += 10
  ~ arousal -= 5
  “What happened. Everything happened.” # by: Tomas
  -> first_words
+ [Send word in: he cooked for them today #by: peer #sensible]
  ~ trust += 5
  The clinician gets it by text: “He made soup today. He set out bowls.” # to: clinician officer
  -> first_words
+ {knows_day and not told_day} [Tell the team what today is for him #by: dispatcher #sensible]
  ~ told_day = true
  ~ trust += 5
  In your ear, dispatch says what today is for him. # to: officer clinician
  -> first_words
+ [No one answers him #after: 20s]
  ~ arousal += 10
  “Say something! Who is that?” # by: Tomas
  -> first_words

=== first_words ===
{ quiet_units:
  A car door closes somewhere, softly. He does not hear it. # to: officer
- else:
  ~ arousal += 10
  A siren comes up the street and stops in front of the house. # inject # scene: noise=sirens light=flashing
}
He talks toward the floor. His answers are getting shorter. # to: clinician # cue: voice 2 shorter # lead: right clinician
His hand moves on the counter, and stops. # to: officer # cue: behavior 2 hand-moves
“I’m so tired of making it worse for them.” # by: Tomas # scene: face=tearful
+ [“I hear you. You’re tired.” Then nothing #by: clinician #sensible]
  ~ trust += 10
  ~ arousal -= 10
  He nods, at the floor.
  -> ask
+ [“Think of your daughter!” #by: clinician officer]
  ~ trust -= 10
  ~ arousal += 10
  “I am thinking of her! She’s better off!” # by: Tomas
  -> ask
+ [Take two slow steps back, hands low #by: officer #sensible]
  ~ trust += 10
  ~ arousal -= 10
  He sees you step back. His hand comes off the counter. # scene: hands=open distance=5
  -> ask
+ [Ask for the flashing lights to be turned off #by: officer dispatcher #sensible]
  ~ quiet_units = true
  ~ arousal -= 10
  The blue on the wall goes out. # scene: light=dim noise=none
  -> ask
+ [Ask Elena what he would want to hear from her #by: peer #sensible]
  ~ trust += 5
  “That I’m not mad. Tell him I was never mad.” # by: Elena # to: peer
  -> ask
+ [He waits for you #after: 20s]
  ~ arousal += 5
  “You can all go home.” # by: Tomas
  -> ask

=== ask ===
You can hear the kitchen clock. There is no hurry, unless somebody makes one. # scene: noise=none
He looks at the drawing, then away. # to: clinician officer # cue: behavior 3 looks-at-drawing
The sergeant asks in your headset for a result. # to: dispatcher officer # cue: environment 3 sergeant-asks
+ [“Tomas, are you thinking of ending your life tonight?” #by: clinician #sensible]
  ~ asked_directly = true
  ~ trust += 15
  ~ arousal -= 5
  A long breath.
  “Yes. I don’t know. I don’t want to leave them like that.” # by: Tomas # scene: face=tearful
  -> reasons
+ [“You’re not going to do anything foolish, are you?” #by: clinician officer]
  ~ trust -= 15
  “No.” # by: Tomas # scene: face=blank
  It is not an answer.
  -> reasons
+ [Tell the sergeant: “We’re talking. That is the result.” #by: officer dispatcher #sensible]
  ~ arousal -= 5
  The headset goes quiet. # to: dispatcher officer
  -> reasons
+ [Text to the clinician: “She says: I was never mad at you.” #by: peer #sensible]
  ~ trust += 10
  “Elena wants you to know she was never mad at you.” # by: clinician
  He puts his hand over his eyes. # scene: hands=face
  -> reasons
+ [Stay where you are and let him breathe #by: clinician officer #sensible]
  ~ arousal -= 10
  ~ trust += 5
  Nobody talks. He wipes his face with his sleeve.
  -> reasons
+ [The clock goes on #after: 25s]
  ~ danger += 5
  “Nobody even asks.” # by: Tomas
  -> reasons

=== reasons ===
{ story:
- 1: “Rafa would have known what to do. I was the one who was supposed to pick him up that night.” # by: Tomas
- 2: “Nineteen years I got up at four. They gave me a box.” # by: Tomas
- else: “I had it in a drawer. All the letters. She thinks we’re fine.” # by: Tomas
}
He says it fast, as if it had waited. It is the first long thing he has said. # to: clinician # cue: voice 3 first-long # lead: late clinician
He has turned from the counter to the hallway. The knife is behind him now. # to: officer # cue: behavior 1 turned
+ [“You carried that alone.” #by: clinician #sensible]
  ~ trust += 15
  ~ arousal -= 10
  “Yes. Yes.” # by: Tomas
  -> knife
+ [Go for the knife now, while he looks away #by: officer]
  ~ arousal += 25
  ~ trust -= 25
  -> rushed
+ [Whisper to the clinician: “He turned. Ask him to come to the table.” #by: officer #sensible]
  ~ danger -= 10
  ~ trust += 5
  The clinician nods. # to: officer clinician
  -> knife
+ {told_day} [Say the name of it, gently: “Today was always going to be hard.” #by: clinician #sensible]
  ~ trust += 15
  ~ arousal -= 10
  “You know what today is.” # by: Tomas # scene: posture=sit
  He sits down on the step to the yard.
  -> knife
+ [Ask if he would hear from someone who has been in that kitchen #by: peer #sensible]
  ~ trust += 10
  From the hallway, low:
  “I stood in a kitchen like this one. I’m glad I’m not there now.” # by: peer # scene: who=tomas,officer,clinician,peer
  -> knife
+ [Find out if the crisis center can take him tonight #by: dispatcher #sensible]
  ~ trust += 5
  {~They have a place, and his wife can come.|They have a chair till midnight and a bed after that.} # to: dispatcher clinician
  -> knife
+ [Nobody says a word #after: 25s]
  ~ trust -= 5
  “That’s it. That’s all.” # by: Tomas
  -> knife

=== knife ===
{ arousal >= 75: -> yard }
It is time to make a little more room. # scene: posture=stand face=tense hands=open distance=4
The back door is open a crack. The air comes in. # to: officer # cue: environment 2 back-door # lead: early peer
+ [“Would you come and sit with me at the table, Tomas? Away from that.” #by: clinician #sensible]
  ~ danger -= 30
  ~ trust += 10
  He looks at the counter. He comes to the table. # scene: posture=sit distance=3 hands=open
  -> table
+ [“Push it into the sink for me. Then step to the table. I’ll stay right here.” #by: officer #sensible]
  ~ danger -= 35
  ~ trust += 5
  It slides into the sink. He steps away from it as if it were hot. # scene: posture=sit distance=3 hands=open
  -> table
+ [“Put it down or this ends another way.” #by: officer]
  ~ arousal += 20
  ~ trust -= 15
  “Then let it.” # by: Tomas # scene: face=angry-sad
  -> yard
+ [“Elena is at the car. She’s asking for you, not the bank, not the box.” #by: peer clinician #sensible]
  ~ danger -= 25
  ~ trust += 10
  “She’s still here?” # by: Tomas # scene: posture=sit distance=3 hands=face
  He sits down at the table.
  -> table
+ [Put Elena’s voice on speaker, without asking the team #by: dispatcher]
  ~ arousal += 15
  “Tomas! Please!” # by: Elena # scene: face=afraid
  He turns to the wall.
  -> yard
+ [Keep the air clear and wait with them #by: dispatcher #sensible]
  ~ danger -= 15
  No one speaks on the radio. After a while he moves a chair, and sits. # scene: posture=sit distance=3
  -> table
+ [Time goes by #after: 30s]
  ~ danger += 5
  { trust >= 45:
    He comes to the table by himself and sits down. # scene: posture=sit distance=3
    -> table
  - else:
    -> yard
  }

=== yard ===
He goes out the back door, into the dark yard. He takes nothing with him. # scene: place=porch posture=pace face=afraid hands=open distance=5 light=dark door=open noise=none who=tomas,officer,clinician # cue: behavior 1 into-the-yard # lead: right clinician
“Leave me. Just leave me.” # by: Tomas
He stays near the lit window. He does not go to the gate. # to: officer # cue: environment 2 near-window
His voice has dropped to almost nothing. # to: clinician peer # cue: voice 2 dropped
+ [Stay at the door and say: “Nobody’s following you.” #by: officer clinician #sensible]
  ~ arousal -= 20
  ~ danger -= 20
  ~ trust += 10
  He stops by the fence and holds on to it. # scene: posture=stand hands=holding
  -> table
+ [Come at him from both sides #by: officer]
  ~ arousal += 20
  ~ trust -= 20
  -> rushed
+ [“Tomas, the knife is in there and you are out here. That was a good step.” #by: clinician peer #sensible]
  ~ danger -= 25
  ~ trust += 15
  ~ arousal -= 10
  He looks back at the window.
  “I didn’t want it.” # by: Tomas
  -> table
+ {back_covered} [Tell the officer in the alley to stay out of sight #by: dispatcher officer #sensible]
  ~ arousal -= 10
  ~ danger -= 15
  Nobody steps into the light. He sits on the step. # scene: posture=sit
  -> table
+ [Ask Elena where he goes when he walks #by: dispatcher peer #sensible]
  ~ danger -= 10
  ~ trust += 5
  “To the bus stop, and back. He always comes back.” # by: Elena # to: dispatcher peer officer
  He comes back as far as the step.
  -> table
+ [You lose sight of him #after: 25s]
  -> walked_off

=== table ===
{ arousal >= 80: -> hold }
The knife is out of his reach. For the first time he looks at a face. # scene: posture=sit face=tearful distance=2 light=warm noise=none # lead: right peer
His hands lie on his knees, open. # to: clinician # cue: behavior 3 hands-open
Elena wants to run to him. She is holding on to the car door. # to: peer dispatcher # cue: bystander 2 elena-holds
{ not asked_directly: Nobody has asked him the question yet. # to: clinician peer }
+ {not asked_directly} [“Have you been thinking of ending your life?” #by: clinician peer #sensible]
  ~ asked_directly = true
  ~ trust += 15
  “Yes. Not now. Before.” # by: Tomas
  It comes out like a weight set down.
  -> decide
+ [“What got you through the other bad nights?” #by: peer clinician #sensible]
  ~ trust += 10
  “The kitchen. The noise. My girl on the counter, stirring.” # by: Tomas
  -> decide
+ [Let Elena in when he says he wants it #by: peer officer #sensible]
  ~ trust += 10
  “Do you want her here?” # by: clinician
  “Yes.” # by: Tomas
  She comes in and puts her head on his shoulder. # scene: who=tomas,elena,clinician,peer
  -> decide
+ [Search him before he stands up, and say why first #by: officer #sensible]
  ~ danger -= 10
  “I have to check your pockets, and then that’s done. May I?” # by: officer
  He nods.
  -> decide
+ [Ask the other cars to leave #by: dispatcher officer #sensible]
  ~ arousal -= 5
  One by one they go. The street is a street again.
  -> decide
+ [“Okay. Cuffs, and then we go.” #by: officer]
  ~ trust -= 25
  ~ arousal += 15
  “I did what you said. I sat down.” # by: Tomas # scene: face=blank
  -> decide
+ [Nobody asks him anything #after: 25s]
  ~ trust -= 5
  He looks from one to the other.
  -> decide

=== decide ===
{ trust < 30: -> hold }
{ not asked_directly: -> not_yet_asked }
It is his night. What he agrees to, he may keep to. # scene: light=warm # lead: late peer
+ [“Tonight, where you are not alone with it: the crisis center, and Elena comes. Will you?” #by: clinician #sensible]
  -> center
+ {trust >= 50} [Make the plan at the table: signs, people, the knives with the cousin, us at ten tomorrow #by: clinician peer #sensible]
  -> home
+ [“You have to come, there’s no choice.” #by: officer clinician]
  -> hold
+ [Offer to drive them in the unmarked car, no lights #by: officer dispatcher #sensible]
  -> center
+ [“He sounds okay now. We can clear.” #by: officer dispatcher]
  -> unsure
+ [It gets late #after: 30s]
  -> unsure

=== not_yet_asked ===
Everybody wants it to be over. One question has not been asked. # to: clinician officer peer dispatcher # cue: voice 3 not-asked
“I’m okay.” # by: Tomas
He says it to the table.
+ [“One thing first, Tomas. Have you been thinking of ending your life?” #by: clinician peer officer #sensible]
  ~ asked_directly = true
  ~ trust += 10
  “Yes.” # by: Tomas
  And then, for the first time, he looks up.
  -> decide
+ [Ask the team by text: has anyone asked him straight? #by: dispatcher #sensible]
  ~ asked_directly = true
  ~ trust += 5
  The clinician reads it, and asks him.
  “Yes. Before. I’m scared of tomorrow.” # by: Tomas
  -> decide
+ [“He sounds okay now. We can clear.” #by: officer dispatcher]
  -> unsure
+ [Offer him a ride anywhere he likes #by: officer clinician]
  -> unsure
+ [It gets late #after: 30s]
  -> unsure

=== center ===
Tomas goes to the crisis center with Elena. Before he leaves he turns off the stove and puts the soup away. # ends: good crisis-center-with-elena # scene: place=street posture=stand face=calm hands=pockets distance=2 light=warm noise=none who=tomas,elena,clinician
-> END

=== home ===
Tomas stays. The knives are at the cousin’s, Elena knows the signs, and the team comes at ten in the morning. # ends: good plan-at-the-table # scene: place=kitchen posture=sit face=calm hands=open thing=none distance=2 light=warm noise=none who=tomas,elena,peer
-> END

=== unsure ===
Tomas says he is okay, and everybody wants to believe it. Nobody has asked him plainly, and there is no plan. # ends: mixed nobody-asked # scene: place=kitchen posture=sit face=blank hands=open distance=3 light=dim noise=none who=tomas,elena
-> END

=== hold ===
Tomas goes to the hospital on a hold. He is alive and unhurt. He sits in the back with his eyes shut. # ends: mixed hospital-on-a-hold # scene: place=car posture=sit face=blank hands=behind distance=1 light=dark noise=radio who=tomas,officer
-> END

=== walked_off ===
He is gone for two hours. A bus driver who knows him brings him home. Nobody had a plan for that. # ends: mixed brought-home-by-bus # scene: place=street posture=stand face=blank hands=pockets distance=4 light=dark noise=none who=tomas
-> END

=== rushed ===
It is over in three seconds, and everyone is shaking. # scene: posture=crouch face=afraid hands=face distance=1 light=flashing noise=crowd
Tomas is alive, and no one is hurt. He learned tonight that telling Elena brings this. # ends: poor rushed # scene: place=street posture=sit face=blank hands=behind light=flashing noise=radio who=elena
-> END

=== person_view ===
The soup is done. I set out three bowls and then I saw what I was doing. # by: Tomas
I don’t want to die. I want it to stop being my fault. # by: Tomas
If I look at the drawing I can’t think. # by: Tomas
There are people in my hallway. If they run, I don’t know what I will do. # by: Tomas
If somebody asked me straight, I would tell them. # by: Tomas
-> DONE
