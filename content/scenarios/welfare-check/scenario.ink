# title: Welfare check on Juniper Street
# person: Jonah Pell
# seats: dispatcher officer clinician peer
# minutes: 9
# languages: en es
# risk: raised
# teaches: cues handoff deescalation space one-voice information
# vary: arousal 50..65
# vary: trust 25..40
# vary: danger 25..40
# pov: person_view

// Jonah, 29, has not slept for three days. His sister Mara called.
// All people and places are invented.

VAR arousal = 55
VAR trust = 30
VAR danger = 30

VAR asked = 0
VAR ticks = 0
VAR helps = 0
VAR scrape = 0
VAR knows_helps = false
VAR knows_balcony = false
VAR knows_stairs = false
VAR told_helps = false
VAR told_balcony = false
VAR told_stairs = false
VAR quiet_arrival = false
VAR tv_off = false
VAR radio_low = false
VAR mara_aside = false
VAR plan = 0

// helps: what calms him, by the seed. 1 his name first, 2 one voice, 3 something to hold.
~ helps = RANDOM(1, 3)
~ scrape = RANDOM(0, 1)
-> call

=== call ===
911, Tuesday, 16:52. A woman speaks fast and low. # scene: place=room posture=pace face=tense hands=open distance=5 light=day door=shut noise=tv who=jonah,mara
{~“My brother hasn’t slept in three days. He won’t let me turn anything off.”|“It’s my brother. He’s been up three days. He thinks the TV is talking to him.”} # by: Mara
“48 Juniper Street, fourth floor. I’m Mara Pell. His name is Jonah.” # by: Mara # to: dispatcher
-> call_questions

=== call_questions ===
{ asked >= 3 or ticks >= 2: -> send_off }
* [Ask if he is hurt, or has hurt anyone #by: dispatcher #asks #sensible]
  ~ asked += 1
  { scrape == 1:
    “No. He has a scrape on his hand, from the bus stop. He’d never hurt me. He’s scared.” # by: Mara # to: dispatcher
  - else:
    “No. Nobody. He never has. He’s scared, that’s all.” # by: Mara # to: dispatcher
  }
  -> call_questions
* [Ask what helps him when it gets hard #by: dispatcher #asks #sensible]
  ~ asked += 1
  ~ knows_helps = true
  { helps:
  - 1: “Say his name first. Then wait. If you rush him, he can’t hear you.” # by: Mara # to: dispatcher
  - 2: “One person talking. When we all talk, he covers his ears.” # by: Mara # to: dispatcher
  - else: “Something warm to hold. And don’t stand over him.” # by: Mara # to: dispatcher
  }
  -> call_questions
* [Ask what worries her in the apartment #by: dispatcher #asks #sensible]
  ~ asked += 1
  ~ knows_balcony = true
  {~“The balcony. It’s the fourth floor, and he goes out there to listen.”|“The balcony door. The latch doesn’t hold. I don’t like him near it.”} # by: Mara # to: dispatcher
  -> call_questions
* [Ask how it went the last time someone came #by: dispatcher #asks #sensible]
  ~ asked += 1
  ~ knows_stairs = true
  She lowers her voice. # to: dispatcher
  “Last time they came in uniform they took him down on the stairs. He still talks about it.” # by: Mara # to: dispatcher # cue: voice 2 stairs
  -> call_questions
* [Send the team now with what you have #by: dispatcher]
  -> send_off
+ [Ask Mara on the phone, as you drive, what he likes to be called #by: clinician peer]
  “Jonah. Just Jonah. Not sir.” # by: Mara
  ~ ticks += 1
  ~ trust += 5
  -> call_questions
+ [Leave lights and siren off #by: officer]
  ~ quiet_arrival = true
  ~ ticks += 1
  The car turns off Main with its lights and siren off. # to: officer clinician peer
  -> call_questions
+ [Mara fills the silence #after: 25s]
  ~ ticks += 1
  “Are you still there? He’s walking up and down. Please, just send somebody.” # by: Mara
  -> call_questions

=== send_off ===
The team is four minutes out. What they know is what dispatch tells them. # scene: place=car noise=radio who=officer,clinician,peer light=day
{knows_stairs: You know about the stairs. They do not. # to: dispatcher}
+ [“Jonah Pell, 29, three days awake, very frightened. His sister is with him. Nobody is hurt.” #by: dispatcher #sensible]
  ~ trust += 5
  “Jonah Pell, 29, awake three days, very frightened. Sister on site. Nobody hurt.” # by: dispatcher
  -> car
+ {knows_helps} [Say who he is, and what Mara says helps #by: dispatcher #sensible]
  ~ told_helps = true
  ~ trust += 5
  { helps:
  - 1: “Jonah, 29, frightened. Say his name first and wait for him.” # by: dispatcher
  - 2: “Jonah, 29, frightened. One voice at a time, his sister says.” # by: dispatcher
  - else: “Jonah, 29, frightened. Do not stand over him. Something warm to hold helps.” # by: dispatcher
  }
  -> car
+ {knows_stairs} [Say who he is, and what happened on the stairs last time #by: dispatcher #sensible]
  ~ told_stairs = true
  “Jonah, 29, frightened. Last time uniforms took him down on the stairs.” # by: dispatcher
  -> car
+ [“One adult, shouting, sister on site.” #by: dispatcher]
  ~ arousal += 5
  “One adult, shouting. Sister on site.” # by: dispatcher
  -> car
+ [Ask dispatch: what do we not know yet? #by: officer clinician peer #sensible]
  ~ trust += 5
  { knows_balcony:
    ~ told_balcony = true
    “Fourth floor, a balcony he goes to. Sister is worried about it.” # by: dispatcher
  - else:
    “No weapon was mentioned. I did not get to the layout of the place.” # by: dispatcher
  }
  -> car
+ [The address comes up on the screens, and nothing else #after: 30s]
  48 Juniper Street, apartment 4C. Welfare check. # to: officer clinician peer
  -> car

=== car ===
Two blocks away. Nobody has said who goes first. # scene: noise=radio
You have been awake for days yourself, once. You know what a siren does to it. # to: peer
+ {not quiet_arrival} [Lights and siren off, park around the corner #by: officer #sensible]
  ~ quiet_arrival = true
  ~ arousal -= 5
  The car stops around the corner. You walk the last half block.
  -> door
+ [Siren on, to be there a minute sooner #by: officer]
  ~ arousal += 10
  Four floors up, a curtain moves. # scene: noise=sirens
  -> door
+ [“You open the door, I talk to him. If it is not safe, you say so and we step out.” #by: clinician #sensible]
  ~ trust += 5
  The officer nods.
  “Your words, my door.” # by: officer
  -> door
+ [“I can look after the sister, so he has one voice.” #by: peer #sensible]
  ~ trust += 5
  You agree: the peer takes Mara aside if she needs it.
  -> door
+ {knows_balcony and not told_balcony} [Tell the team about the balcony #by: dispatcher #sensible]
  ~ told_balcony = true
  ~ danger -= 5
  “One more thing. There is a balcony, fourth floor. He goes out there to listen.” # by: dispatcher
  -> door
+ [Nobody says anything until the door #after: 25s]
  You are at the building. There was no plan.
  ~ arousal += 5
  -> door

=== door ===
The fourth floor. Mara opens before anyone knocks. # scene: place=stairwell posture=pace face=tense hands=pockets distance=5 light=dim door=ajar noise=tv who=mara,officer,clinician,peer # lead: early clinician
“He’s in the living room. He didn’t want me to call.” # by: Mara
Mail lies unopened behind the door. Every lamp is off, and the television is on. # to: clinician peer officer # cue: environment 3 mail
On the open line you hear his voice behind hers. The words come fast, without a pause. # to: dispatcher # cue: voice 2 fast-words
+ [Stand to the side of the door, hands low #by: officer #sensible]
  ~ trust += 5
  ~ arousal -= 5
  The officer stands to the side. From the room Jonah can see the way out.
  -> inside
+ [Walk in first and look around the room #by: officer]
  ~ arousal += 10
  ~ danger -= 5
  ~ trust -= 5
  “Who’s that? Mara, who is that?” # by: Jonah
  -> inside
+ [Ask Mara if he knows you are coming #by: clinician #sensible]
  ~ trust += 5
  “No. Can you tell him I called? I can’t say it.” # by: Mara
  -> inside
+ [Tell Mara: “You did right to call. I’m staying with you.” #by: peer #sensible]
  ~ trust += 5
  Mara breathes out for the first time. # scene: who=mara,peer,officer,clinician
  -> inside
+ {not told_stairs and knows_stairs} [Tell the team about the stairs now #by: dispatcher #sensible]
  ~ told_stairs = true
  Dispatch, quietly: “He was taken down on these stairs last time. By police.” # to: officer clinician peer
  -> inside
+ [You wait on the landing #after: 20s]
  ~ arousal += 5
  “Mara? Who is out there?” # by: Jonah
  -> inside

=== inside ===
“I didn’t call anyone. Who let you all in?” # by: Jonah # scene: place=room posture=stand face=tense hands=open distance=4 light=dim door=open noise=tv who=jonah,mara,officer,clinician,peer # lead: right clinician
Jonah stands by the window, thin, in a yellow sweater. The television is loud.
The balcony door behind him is open a hand’s width. The latch is up. # to: officer # cue: environment 2 latch
Before he answers, he looks at his sister. # to: peer # cue: bystander 3 looks-to-mara
Mara is still on the line. You can hear all of them. # to: dispatcher
+ [“Jonah. Mara was worried. She called us.” #by: clinician #sensible]
  ~ trust += 15
  ~ arousal -= 5
  “Mara did?” # by: Jonah
  He looks at her.
  “Okay. Okay.” # by: Jonah
  -> sound
+ [“How long have you been hearing it? When did you last eat? Do you take any medicine?” #by: clinician]
  ~ arousal += 10
  “Turn it off. Turn it off.” # by: Jonah
  -> sound
+ [“Sir, have a seat for me.” #by: officer]
  ~ arousal += 10
  ~ trust -= 10
  He takes a step back, toward the window. # scene: distance=5
  -> sound
+ [“I’m a police officer. I’m staying here by the door.” #by: officer #sensible]
  ~ trust += 5
  “Stay there. There is good.” # by: Jonah
  -> sound
+ [Sit down on the floor by the wall #by: peer #sensible]
  ~ trust += 10
  ~ arousal -= 5
  He watches the peer sit. His shoulders come down a little. # scene: low=peer
  -> sound
+ {knows_balcony and not told_balcony} [Ask the team, low, whether the balcony door is shut #by: dispatcher #sensible]
  ~ told_balcony = true
  ~ danger -= 5
  In your ear: “Is the balcony shut?” # to: officer clinician
  -> sound
+ [Nobody answers him #after: 20s]
  ~ arousal += 10
  “Somebody say something. No. Don’t.” # by: Jonah
  -> sound

=== sound ===
{~A radio speaks on the officer’s shoulder: “Status check?”|The officer’s radio opens: “Units on Juniper, status?”} # inject # scene: noise=radio
He covers his ears when the radio speaks. # to: clinician officer # cue: behavior 2 ears # scene: hands=ears
He turns his head to the television each time it gets louder. # to: peer clinician # cue: environment 3 tv
He can answer when a sentence is five words or less. # to: clinician
“They hear us through it.” # by: Jonah
+ [Turn the radio down #by: officer #sensible]
  ~ radio_low = true
  ~ arousal -= 10
  ~ trust += 5
  The radio goes quiet. Jonah lowers one hand. # scene: noise=tv hands=open
  -> chair
+ [Move past him to shut the balcony door #by: officer]
  ~ arousal += 15
  ~ trust -= 10
  ~ danger += 10
  “Don’t go behind me!” # by: Jonah # scene: posture=door distance=5
  He gets there first.
  -> chair
+ [“Jonah. I can turn it off. Okay?” #by: clinician #sensible]
  ~ tv_off = true
  ~ arousal -= 15
  ~ trust += 10
  He nods. The clinician turns the television off. For a moment it is only a room. # scene: noise=none hands=open
  -> chair
+ [“What is the TV saying to you?” #by: clinician]
  ~ arousal += 5
  “You know what it says. You’re in it.” # by: Jonah
  -> chair
+ [Wait ten seconds, say nothing #by: clinician peer #sensible]
  ~ arousal -= 5
  Nobody speaks. After a while he takes a breath. # scene: hands=open
  -> chair
+ [Hold all other traffic for this unit #by: dispatcher #sensible]
  ~ radio_low = true
  ~ arousal -= 5
  Dispatch keeps the channel clear. The radio does not speak again. # scene: noise=tv
  -> chair
+ [Two people start to talk at once #after: 20s]
  ~ arousal += 10
  “Jonah, just listen to them!” # by: Mara # scene: noise=crowd
  -> chair

=== chair ===
He pulls a chair between you and him. # cue: barrier 2 chair # to: officer clinician peer # scene: hands=holding distance=4
Mara is crying. When she talks, he stops talking. # to: peer # cue: bystander 2 mara-cries # lead: late clinician
{ not mara_aside: “Jonah, please, they only want to help!” # by: Mara }
Through the phone you hear three voices on top of each other. # to: dispatcher # cue: voice 2 three-voices
+ [Step back to the door, hands where he sees them #by: officer #sensible]
  ~ arousal -= 10
  ~ trust += 10
  The officer steps back. There are six more feet in the room. # scene: distance=5 who=jonah,mara,clinician,peer
  -> how_is_he
+ [Ask him again to sit #by: officer]
  ~ arousal += 10
  ~ trust -= 5
  “I don’t want to sit!” # by: Jonah
  -> how_is_he
+ [Say to the others: “One voice. Mine.” #by: clinician #sensible]
  ~ arousal -= 10
  ~ trust += 5
  The others stop. Jonah looks to see who is left. # scene: noise=none
  -> how_is_he
+ [Move the chair out of the way #by: clinician officer]
  ~ arousal += 15
  ~ trust -= 10
  It was the only thing he had. He backs into the corner. # scene: posture=crouch
  -> how_is_he
+ [Ask Mara to sit with you in the kitchen #by: peer #sensible]
  ~ mara_aside = true
  ~ arousal -= 10
  “Come. He can still see you from there.” # by: peer # scene: who=jonah,clinician,officer noise=none
  Mara goes with the peer.
  -> how_is_he
+ [Ask Mara, on the phone, to put it down and sit #by: dispatcher #sensible]
  ~ mara_aside = true
  ~ arousal -= 5
  Mara hears you. She sits down in the kitchen with the phone in her lap. # scene: who=jonah,clinician,officer,peer
  -> how_is_he
+ [The neighbor bangs on the wall #after: 20s]
  ~ arousal += 10
  Bang, bang, bang. # inject
  “Keep it down in there!” # by: A neighbor # scene: noise=crowd hands=ears
  -> how_is_he

=== how_is_he ===
{ danger >= 45 and arousal >= 60: -> balcony }
{ arousal >= 55: -> floor }
-> sits

=== balcony ===
~ danger += 10
He stands in the balcony door with one hand on the frame. # scene: posture=door face=afraid hands=behind distance=5 door=open light=dark noise=none # cue: environment 1 balcony # lead: right clinician
His other hand is holding on, tight. He does not want to fall. # to: officer clinician # cue: behavior 1 holds-on
“It’s quieter out here. I only want it quiet.” # by: Jonah
Mara says his name into the phone, over and over. # to: dispatcher # cue: bystander 2 mara-name
+ [“Quiet. Yes. We can make it quiet in here.” #by: clinician #sensible]
  ~ arousal -= 15
  ~ danger -= 25
  ~ trust += 10
  “Off. All of it off.” # by: Jonah # scene: posture=stand
  He lets go of the frame.
  -> floor
+ [Go out into the hallway, where he can see you leave #by: officer #sensible]
  ~ arousal -= 10
  ~ danger -= 20
  ~ trust += 10
  He looks at the empty place where the officer was. He comes a step in. # scene: posture=stand who=jonah,clinician,peer
  -> floor
+ [Reach for his arm #by: officer clinician]
  ~ arousal += 20
  ~ trust -= 20
  -> taken
+ [“I’ve been up for days too, once. I wanted the quiet too.” #by: peer #sensible]
  ~ arousal -= 10
  ~ danger -= 20
  ~ trust += 15
  “What did you do?” # by: Jonah # scene: posture=stand
  It is his first question.
  -> floor
+ [Ask for the fire department to stand by on the street, no siren #by: dispatcher #sensible]
  ~ danger -= 15
  They come without a sound and stay out of sight. Inside, nothing changes. # to: dispatcher officer
  He sits down where he is, in the doorway. # scene: posture=sit
  -> floor
+ [No one moves #after: 20s]
  ~ arousal -= 5
  ~ danger -= 10
  It is long. Then he slides down the door frame and sits. # scene: posture=sit
  -> floor

=== floor ===
He is on the floor with his eyes shut. # scene: posture=floor face=afraid hands=ears distance=3 light=dark noise=none # cue: behavior 1 floor # lead: late clinician
His breath is short and high. There are no words in it. # to: clinician dispatcher # cue: voice 1 breath
+ [“I’m here. No one is coming closer.” #by: clinician #sensible]
  ~ arousal -= 20
  ~ trust += 15
  After a while:
  “Okay.” # by: Jonah
  -> sleep
+ [Kneel, ten feet away, and wait #by: clinician peer #sensible]
  ~ arousal -= 15
  ~ trust += 10
  Ten seconds. Twenty. He opens his eyes. # scene: low=clinician,peer face=tearful
  -> sleep
+ [Step out to the hallway and say so #by: officer #sensible]
  ~ arousal -= 15
  ~ trust += 10
  “I’m going out to the hall, Jonah. The door stays open.” # by: officer # scene: who=jonah,mara,clinician,peer
  -> sleep
+ [Take his arm and help him up #by: officer clinician]
  ~ arousal += 20
  ~ trust -= 25
  -> taken
+ [Keep the channel clear, tell no one to hurry #by: dispatcher #sensible]
  ~ arousal -= 5
  Nobody asks the team how long. # to: dispatcher officer
  -> sleep
+ [Time passes on the floor #after: 25s]
  ~ arousal -= 5
  “Is everybody gone?” # by: Jonah
  -> sleep

=== sits ===
He lets go of the chair. He sits down on it. # scene: posture=sit face=tense hands=open distance=3 light=dim noise=none # lead: right clinician
His hands are shaking. He hides them in his sleeves. # to: clinician peer # cue: behavior 3 hands-shake
+ [“Thank you, Jonah. May I sit too?” #by: clinician #sensible]
  ~ trust += 10
  ~ arousal -= 10
  “There. Not closer.” # by: Jonah # scene: low=clinician
  -> sleep
+ {told_helps or mara_aside} [Ask Mara for a cup of tea for him #by: peer dispatcher #sensible]
  ~ trust += 15
  ~ arousal -= 10
  He holds the warm cup with both hands. # scene: hands=holding thing=cup
  -> sleep
+ [“Good. Now we need to talk about the hospital.” #by: officer clinician]
  ~ arousal += 10
  ~ trust -= 15
  “No. No, that’s how it starts.” # by: Jonah
  -> sleep
+ [Look away from him, at the window #by: officer #sensible]
  ~ arousal -= 5
  With no one watching him he sits back.
  -> sleep
+ [He looks at each of you in turn #after: 20s]
  “Now what?” # by: Jonah
  -> sleep

=== sleep ===
~ danger -= 10
{~“I can’t sleep. If I sleep, they’ll come in.”|“I haven’t slept. I’m so tired. I can’t be the one who isn’t watching.”} # by: Jonah # scene: posture=sit face=tearful hands=open distance=3 light=dim noise=none # lead: right peer
He is not angry. He is worn out. # to: peer clinician # cue: voice 3 worn-out
{ helps == 3: There is a kettle on, in the kitchen. # to: peer }
+ [“I’ve been up for days too, once. It felt just like that.” #by: peer #sensible]
  ~ trust += 20
  ~ arousal -= 10
  He looks at the peer for a long time.
  “And then you slept?” # by: Jonah
  -> what_next
+ [“If someone else watched, could you sleep?” #by: clinician #sensible]
  ~ trust += 15
  ~ arousal -= 10
  “Maybe. If it was Mara. Or a place with a door.” # by: Jonah
  -> what_next
+ [“Nobody is coming in. That isn’t real.” #by: clinician officer]
  ~ trust -= 15
  ~ arousal += 10
  He stops talking. # scene: face=blank
  -> what_next
+ [Ask from the door: “What would make it easier with me here?” #by: officer #sensible]
  ~ trust += 10
  “Can you take the radio off?” # by: Jonah
  The officer does.
  -> what_next
+ [Look for a bed at the crisis center #by: dispatcher #sensible]
  ~ trust += 5
  {~The crisis center says: one bed, a room with a door, come before seven.|The crisis center says: yes, a quiet room, and his sister may stay till he sleeps.} # to: dispatcher clinician
  -> what_next
+ [You let the silence be #after: 20s]
  “You’re still here.” # by: Jonah
  -> what_next

=== what_next ===
It is nearly six. Something has to be decided, and it is his night. # scene: light=warm face=calm # lead: late peer
When you say “hospital” his eyes go to the stairs. # to: peer officer # cue: behavior 2 looks-at-stairs
{ scrape == 1: The scrape on his hand is red and warm at the edge. Someone should look at it. # to: clinician }
+ [“Two ways, Jonah. The crisis center tonight, or here with Mara and we come in the morning. Which?” #by: clinician #sensible]
  ~ trust += 10
  { trust >= 60:
    ~ plan = 1
    “The place with a door. Can Mara come?” # by: Jonah
  - else:
    ~ plan = 2
    “Here. With Mara. Not a place.” # by: Jonah
  }
  -> stairs
+ [Ask him what he would want tomorrow to look like #by: peer #sensible]
  ~ trust += 10
  { trust >= 65:
    ~ plan = 1
    “Asleep. And then not alone. Is there a place like that?” # by: Jonah
  - else:
    ~ plan = 2
    “Here. The curtains shut. Mara in the other room.” # by: Jonah
  }
  -> stairs
+ [“You need the hospital. The ambulance is on its way.” #by: clinician officer]
  ~ trust -= 20
  ~ arousal += 15
  ~ plan = 3
  “You said. You said no one was coming.” # by: Jonah
  -> stairs
+ [“You can walk down on your own. I hold the door, I go nowhere near you.” #by: officer #sensible]
  ~ trust += 10
  ~ told_stairs = true
  { trust >= 60:
    ~ plan = 1
    “On my own. And to that place, not the hospital.” # by: Jonah
  - else:
    ~ plan = 2
    “I’m not going down there. I’ll stay. I’ll try to sleep.” # by: Jonah
  }
  -> stairs
+ {knows_stairs and not told_stairs} [Tell the team about the stairs before anybody goes down #by: dispatcher #sensible]
  ~ told_stairs = true
  ~ trust += 5
  “Before you go down: he was hurt on these stairs last time.” # by: dispatcher # to: officer clinician peer
  -> what_next_told
+ [Nobody offers anything #after: 30s]
  ~ plan = 4
  “So you’ll go now.” # by: Jonah
  -> stairs

=== what_next_told ===
You look at each other. It makes sense now. # to: officer clinician peer
+ [“Jonah, nobody will touch you on the stairs. Where would you like to be tonight?” #by: clinician peer #sensible]
  ~ trust += 15
  ~ plan = 1
  “You know about that.” # by: Jonah
  He breathes out.
  “The quiet place. I’ll walk.” # by: Jonah
  -> stairs
+ [“I’ll go down first and wait outside by the car.” #by: officer #sensible]
  ~ trust += 15
  ~ plan = 1
  He waits until the steps are gone.
  “Okay. The quiet place.” # by: Jonah
  -> stairs
+ [Say it again: “He was hurt there.” #by: dispatcher]
  ~ plan = 2
  “I’d rather stay. Can I stay?” # by: Jonah
  -> stairs
+ [He decides by himself #after: 25s]
  ~ plan = 2
  “I’m staying here.” # by: Jonah
  -> stairs

=== stairs ===
{ plan == 2: -> stay }
{ plan == 4: -> gone }
The stairwell is narrow and the light is on a timer. # scene: place=stairwell posture=stand face=tense hands=pockets distance=3 light=dim door=open who=jonah,mara,officer,clinician,peer
He stops on the first step and holds the rail. # cue: behavior 2 holds-rail # to: peer clinician officer
+ [“Your pace. I’m two floors below you already.” #by: officer #sensible]
  ~ trust += 10
  ~ arousal -= 10
  He hears the voice from far down, and takes a step. # scene: who=jonah,mara,clinician,peer
  -> ending
+ [Take his elbow, to be safe #by: officer]
  ~ trust -= 20
  ~ arousal += 20
  -> taken
+ [“Sit down a minute if you want. There’s no hurry.” #by: clinician #sensible]
  ~ arousal -= 10
  ~ trust += 5
  He sits on the step. Then he gets up by himself.
  -> ending
+ [Let Mara walk beside him #by: peer #sensible]
  ~ arousal -= 10
  ~ trust += 5
  Mara gives him her sleeve to hold. He takes it. # scene: who=jonah,mara
  -> ending
+ [Tell the crisis center his name and that he likes quiet #by: dispatcher #sensible]
  ~ trust += 5
  “We’ll have the small room ready,” they say. # to: dispatcher clinician
  -> ending
+ [The stairwell light goes out #after: 20s]
  ~ arousal += 10
  Somebody finds the switch. He is still standing there. # inject # scene: light=dark
  -> ending

=== ending ===
{ plan == 3:
  Jonah goes to the hospital. He came, but nobody asked him, and he does not say another word. # ends: mixed hospital-unasked # scene: place=street light=dim face=blank posture=stand who=jonah,clinician noise=none
  -> END
}
Jonah walks out on his own feet and chooses the crisis center. Mara rides with him. # ends: good walks-to-crisis-center # scene: place=street light=warm face=calm posture=stand hands=pockets who=jonah,mara noise=none
-> END

=== stay ===
He wants to stay. Mara says she can sit up with him tonight. # scene: place=kitchen posture=sit face=tearful hands=holding thing=cup light=warm who=jonah,mara,clinician,peer door=shut
The balcony door is still open a hand’s width. # to: officer peer # cue: environment 2 still-open
+ [Agree on the night: who watches, what to do at 3 a.m., the visit at nine #by: clinician #sensible]
  -> stay_good
+ [Ask Jonah if you may tie the balcony door shut, together with him #by: officer #sensible]
  -> stay_good
+ [Write the number of the warm line on the mail, and yours beside it #by: peer #sensible]
  -> stay_good
+ [Put the morning visit on the board, with his words: “say his name first” #by: dispatcher #sensible]
  -> stay_good
+ [Wish them a good night #by: officer clinician]
  -> gone
+ [The next call comes in #after: 25s]
  Dispatch has another call waiting. You gather your things. # inject
  -> gone

=== stay_good ===
Jonah sleeps on the sofa with the television off. Mara keeps the first watch, and the team comes back at nine. # ends: good sleeps-with-mara-near # scene: posture=lie face=calm light=warm noise=none who=jonah,mara
-> END

=== gone ===
The team leaves. Jonah and Mara have each other and no plan for the night. # ends: mixed left-without-a-plan # scene: place=room posture=sit face=tense light=dim noise=tv who=jonah,mara
-> END

=== taken ===
Hands on him, and he is back on those stairs from last time. # scene: posture=crouch face=afraid hands=ears light=dark distance=1
Jonah is taken to the hospital on a hold. Nobody is hurt. Mara says she will not call again. # ends: poor taken-again # scene: place=street posture=sit face=blank hands=behind light=dark who=mara noise=none
-> END

=== person_view ===
I have been awake so long that the light has edges. # by: Jonah
The TV says my name. If I turn it off, I won’t hear them coming. # by: Jonah
Mara is crying and I did that. # by: Jonah
Last time they held me down on the stairs. I can still smell the stairs. # by: Jonah
If one of them talks, I can listen. If three of them talk, it all goes white. # by: Jonah
I am not angry. I am so tired. # by: Jonah
-> DONE
