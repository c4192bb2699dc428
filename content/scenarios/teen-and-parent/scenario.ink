# title: A daughter, a father, a shut door
# person: Amara Osei
# seats: dispatcher officer clinician peer
# minutes: 8
# languages: en
# risk: raised
# teaches: cues handoff deescalation family two-people privacy
# vary: arousal 50..65
# vary: trust 20..35
# vary: danger 25..40
# pov: person_view

// Amara, 15, has shut herself in her room. Her father Kwame called. Her brother Kofi is seven.
// All people and places are invented.

VAR arousal = 55
VAR trust = 30
VAR danger = 30

VAR asked = 0
VAR ticks = 0
VAR why = 0
VAR knows_kofi = false
VAR knows_phone = false
VAR told_kofi = false
VAR father_calm = 0
VAR has_asked = false

// why: what happened at school, by the seed. 1 a picture passed around, 2 cut from the team, 3 her mother did not come.
~ why = RANDOM(1, 3)
-> call

=== call ===
911, Thursday, 20:25. A man talks loudly over a second voice behind a door. # scene: place=room posture=stand face=tense hands=behind distance=5 light=warm door=shut noise=crowd who=kwame
{~“I need somebody here. My daughter is out of control. She shoved me.”|“It’s my girl. She’s fifteen. She broke the door and she won’t come out.”} # by: Kwame
“77 Linden, second floor. Kwame Osei.” # by: Kwame # to: dispatcher
-> call_questions

=== call_questions ===
{ asked >= 3 or ticks >= 2: -> send_off }
* [Ask if anyone is hurt #by: dispatcher #asks #sensible]
  ~ asked += 1
  {~“No. My shoulder hit the frame. It’s nothing.”|“No, no. A plate broke. It’s nothing.”} # by: Kwame # to: dispatcher
  -> call_questions
* [Ask who else is at home #by: dispatcher #asks #sensible]
  ~ asked += 1
  ~ knows_kofi = true
  “My son. Kofi. He’s seven.” # by: Kwame # to: dispatcher # cue: voice 2 small-voice
  A small voice is crying, close to the phone. # to: dispatcher
  -> call_questions
* [Ask what happened before the shove #by: dispatcher #asks #sensible]
  ~ asked += 1
  ~ knows_phone = true
  {~“I took her phone. She was on it all night, crying. I took it, and then she shoved me.”|“I asked to see the phone. She wouldn’t. So I took it.”} # by: Kwame # to: dispatcher
  -> call_questions
* [Ask whether she has said anything about hurting herself #by: dispatcher #asks #sensible]
  ~ asked += 1
  {~A long pause. “She said I’d be happy if she wasn’t here. Kids say that.”|“She said she wished she wasn’t born. She doesn’t mean it. Does she?”} # by: Kwame # to: dispatcher # cue: voice 1 wasnt-here
  -> call_questions
* [Send the team for a fight in a family #by: dispatcher]
  -> send_off
+ [Ask on the air: is this a report of a crime, or a call for help? #by: officer #sensible]
  ~ ticks += 1
  Dispatch asks him. “I don’t want her in trouble,” he says. “I want help.”
  -> call_questions
+ [Ask dispatch for her name and what she likes #by: clinician peer #sensible]
  ~ ticks += 1
  ~ trust += 5
  “Amara. She draws. She was happy till September.” # by: Kwame
  -> call_questions
+ [He shouts at the door #after: 25s]
  ~ ticks += 1
  ~ arousal += 5
  “They’re coming, you hear? The police are coming!” # by: Kwame
  -> call_questions

=== send_off ===
Five minutes out. # scene: place=car noise=radio light=dim who=officer,clinician,peer
{knows_kofi: You can still hear the little boy. They do not know about him. # to: dispatcher}
Your own son was fifteen once. You know what the first officer at the door did to that evening. # to: peer
+ [“Amara, 15, upset, in her room. Her father called for help. No one hurt.” #by: dispatcher #sensible]
  ~ trust += 5
  “Amara, 15, very upset, in her room. Father wants help, not a report.” # by: dispatcher
  -> hall
+ {knows_kofi} [Say there is a boy of seven, crying, by the phone #by: dispatcher #sensible]
  ~ told_kofi = true
  “Also a boy, seven, crying. He is near the father.” # by: dispatcher
  -> hall
+ [“Juvenile assaulted father.” #by: dispatcher]
  ~ arousal += 5
  ~ trust -= 5
  “Juvenile assaulted father.” # by: dispatcher
  -> hall
+ [“Two people to hear. You take her, I take him.” #by: clinician peer #sensible]
  ~ father_calm += 1
  Agreed: one for Amara, one for Kwame, and a place to be for each of them.
  -> hall
+ [“I’ll stay in the hall where she can’t see the belt, unless I’m needed.” #by: officer #sensible]
  ~ trust += 5
  ~ arousal -= 5
  The officer will be the last one in.
  -> hall
+ [It is a quiet ride #after: 25s]
  You turn in to Linden.
  -> hall

=== hall ===
Kwame opens. He fills the doorway, his arms out, still talking. # scene: place=room posture=stand face=tense hands=open distance=5 light=warm door=ajar noise=crowd who=kwame,officer,clinician,peer # lead: early clinician
“In there. Tell her what happens to girls who hit their father.” # by: Kwame
There is a hole in the bedroom door at the height of a foot. # to: officer # cue: environment 2 hole
He stands between you and her door, and does not notice. # to: officer peer # cue: barrier 2 father-in-the-way
On the wall by the door are drawings. The last ones are only black. # to: clinician # cue: environment 2 black-drawings
Through his phone you hear the boy ask: “Is Amara going to jail?” # to: dispatcher # cue: bystander 2 kofi-asks
+ [“Mr. Osei, you called, that was right. Would you show me the kitchen?” #by: peer #sensible]
  ~ father_calm += 2
  ~ arousal -= 10
  He looks at the door, then he comes. Behind it, it gets quieter. # scene: noise=none who=officer,clinician
  -> door
+ [“Nobody is going to jail tonight. I’m here so that everyone is safe.” #by: officer #sensible]
  ~ father_calm += 1
  ~ trust += 10
  Behind the door, someone stops crying to listen.
  -> door
+ [“Amara! Police. Open the door.” #by: officer]
  ~ arousal += 15
  ~ trust -= 10
  Something heavy is pushed against it from inside. # scene: door=shut
  -> door
+ [Ask him what his biggest worry is right now #by: clinician #sensible]
  ~ father_calm += 1
  He opens his mouth and nothing comes.
  “That she’s in there.” # by: Kwame
  -> door
+ {knows_kofi and not told_kofi} [Tell the team about the boy, and what he asked #by: dispatcher #sensible]
  ~ told_kofi = true
  ~ trust += 5
  In your ear: “There’s a boy of seven. He asks if she is going to jail.” # to: officer clinician peer
  -> door
+ [Kwame goes on #after: 20s]
  ~ arousal += 10
  “After everything I do! Nights, I work nights!” # by: Kwame
  -> door

=== door ===
“Go away. All of you. I’m not talking to police.” # by: Amara # scene: door=shut posture=door face=afraid hands=face who=amara,officer,clinician # lead: right clinician
She has her back against the door. Her voice comes from the floor. # to: clinician # cue: voice 2 from-the-floor
A light goes on and off under the door. She is texting on something. # to: officer # cue: environment 3 light-under-door
Kwame has sat down in the kitchen. He holds her phone like something hot. # to: peer # cue: bystander 3 holds-phone
+ [Sit down on the floor outside and say: “I’m not police. I’m down here too.” #by: clinician #sensible]
  ~ trust += 15
  ~ arousal -= 10
  A long time.
  “Why are you on the floor?” # by: Amara # scene: low=clinician
  -> first_words
+ [“I am police. I’m going to stand in the hall, so you can talk to her.” #by: officer #sensible]
  ~ trust += 10
  ~ arousal -= 5
  Steps go away from the door. She counts them. # scene: who=amara,clinician
  -> first_words
+ [“Your dad is worried sick. Come out and say sorry.” #by: officer clinician]
  ~ trust -= 15
  ~ arousal += 10
  “You’re just like him.” # by: Amara
  -> first_words
+ [Ask Kofi if he wants to sit with you and his dad #by: peer #sensible]
  ~ father_calm += 1
  ~ arousal -= 5
  The boy climbs onto his father’s knee. Both of them get smaller. # to: peer officer
  -> first_words
+ [Ask Kwame, on the phone, to lower his voice for her sake #by: dispatcher #sensible]
  ~ father_calm += 1
  ~ arousal -= 5
  He hears himself, and stops. # to: dispatcher peer
  -> first_words
+ [No one moves #after: 20s]
  “Are you still there?” # by: Amara
  -> first_words

=== first_words ===
{ why:
- 1: “There’s a picture of me. Everyone has it. Everyone.” # by: Amara
- 2: “They cut me from the team. I was good. It was the only thing I was good at.” # by: Amara
- else: “Mom said she’d come on my birthday. She didn’t even text.” # by: Amara
}
She says it so quietly that only one of you can hear. # to: clinician # cue: voice 3 so-quiet
From the kitchen:
“What is she saying? What did she tell you?” # by: Kwame # cue: bystander 2 what-is-she-saying # lead: late clinician
+ [“Thank you for telling me. That’s a lot for one day.” #by: clinician #sensible]
  ~ trust += 15
  ~ arousal -= 10
  The door moves a hand’s width. # scene: door=ajar
  -> between
+ [Tell Kwame at once what she said #by: clinician]
  ~ trust -= 25
  ~ arousal += 15
  “I told YOU!” # by: Amara # scene: door=shut
  -> between
+ [“She’s talking. That’s the good news. Let her.” #by: peer #sensible]
  ~ father_calm += 1
  “She’s talking?” # by: Kwame # to: peer officer
  He wipes his eyes. # to: peer officer
  -> between
+ [Block the hallway, kindly: “Two more minutes, sir.” #by: officer #sensible]
  ~ father_calm += 1
  ~ trust += 5
  He nods and goes back. She has heard that too.
  -> between
+ [Look up what the youth team has tonight #by: dispatcher #sensible]
  {~The youth team can come at four tomorrow, to the house or to the school.|The youth team is on the phone till midnight, and can come at ten tomorrow.} # to: dispatcher clinician peer
  ~ trust += 5
  -> between
+ [Both of them wait for an answer #after: 20s]
  ~ arousal += 10
  “Amara! Answer the lady!” # by: Kwame
  -> between

=== between ===
{ arousal >= 75: -> runs }
Now you can see her: a girl in a big sweater, knees up, her hair over her face. # scene: posture=floor face=tearful hands=face distance=3 light=dim noise=none door=ajar who=amara,clinician
She pulls the sleeves down over her hands, again and again. # to: clinician # cue: behavior 2 sleeves
She listens to every step her father takes. # to: officer clinician # cue: behavior 3 listens-to-steps
{ father_calm >= 3:
  In the kitchen Kwame asks: “Did I do this?” # to: peer # cue: bystander 2 did-i-do-this
- else:
  Kwame stands in the hall again, with his hand on the wall. # to: peer officer # cue: bystander 1 in-the-hall
}
+ [“Are things so bad that you think about not being alive?” #by: clinician #sensible]
  ~ has_asked = true
  ~ trust += 15
  ~ danger -= 10
  She nods into her knees.
  “Not like, doing it. Just not being here.” # by: Amara
  -> what_to_tell
+ [“You’re not thinking of doing anything foolish?” #by: clinician officer]
  ~ trust -= 10
  “No.” # by: Amara # scene: face=blank
  -> what_to_tell
+ [“My son said that to me through a door like this. He’s twenty-three now.” #by: peer #sensible]
  ~ trust += 10
  ~ father_calm += 1
  Two people hear it, one on each side of the wall.
  -> what_to_tell
+ [Take the belt radio off and put it on the stairs #by: officer #sensible]
  ~ arousal -= 10
  ~ trust += 5
  No more clicks and voices. She breathes.
  -> what_to_tell
+ [Ask the clinician by text: has anyone asked her about not wanting to live? #by: dispatcher #sensible]
  ~ has_asked = true
  ~ trust += 5
  The clinician reads it and asks. She nods into her knees.
  “I think about it. I don’t want to.” # by: Amara
  -> what_to_tell
+ [It is quiet #after: 25s]
  ~ danger += 10
  She puts her hood up.
  -> what_to_tell

=== runs ===
The door flies open. She runs past all of you, to the stairs. # scene: place=stairwell posture=stand face=afraid hands=open distance=4 light=dim door=open noise=crowd who=amara,officer # cue: behavior 1 runs # lead: right officer
She stops at the street door. It is dark, and she has no shoes on. # to: officer # cue: environment 2 no-shoes
+ [Stay on the landing: “I’m not coming down. Sit on the step if you like.” #by: officer #sensible]
  ~ arousal -= 25
  ~ trust += 15
  She sits down on the last step. # scene: posture=sit
  -> what_to_tell
+ [Run after her and hold her #by: officer]
  ~ arousal += 20
  ~ trust -= 25
  -> taken
+ [Bring her shoes halfway and put them down #by: clinician peer #sensible]
  ~ arousal -= 20
  ~ trust += 15
  She looks at the shoes for a while. Then she comes and gets them. # scene: posture=sit
  -> what_to_tell
+ [Hold Kwame’s arm and say: “Let her find the step.” #by: peer #sensible]
  ~ father_calm += 1
  ~ arousal -= 15
  He stays. It costs him everything. # scene: posture=sit
  -> what_to_tell
+ [Ask a unit to stay at the corner, far off and in sight of the door #by: dispatcher #sensible]
  ~ danger -= 10
  ~ arousal -= 10
  Nobody comes near. She sits down. # scene: posture=sit
  -> what_to_tell
+ [Everyone shouts her name #after: 15s]
  ~ arousal += 5
  She is out on the street, and then she is back. It is cold. # scene: posture=sit
  -> what_to_tell

=== what_to_tell ===
~ arousal -= 10
“Don’t tell him. Please. Not all of it.” # by: Amara # scene: posture=sit face=tearful hands=open distance=2 light=warm noise=none # lead: right peer
{ has_asked: What keeps her safe he must hear. The rest is hers to tell. # to: clinician }
Kofi has put a drawing under the door. It is the four of them. # to: peer # cue: environment 3 kofi-drawing
+ [“What he must know so you’re safe, I’ll say with you there. The rest is yours. Fair?” #by: clinician #sensible]
  ~ trust += 20
  “And you say it. I’ll nod.” # by: Amara
  -> table
+ [Promise her that nobody will hear a word #by: clinician officer]
  ~ trust += 5
  ~ danger += 15
  She nods, and you know you cannot keep it. # to: clinician
  -> table
+ [Ask her what her father gets right #by: peer #sensible]
  ~ trust += 10
  “He makes rice at two in the morning when he comes home. For all of us.” # by: Amara
  -> table
+ [Tell her plainly: no arrest, no report for the shove, and why you came #by: officer #sensible]
  ~ trust += 15
  “I didn’t mean to shove him. He had my whole life in his hand.” # by: Amara
  -> table
+ [Ask if she would take the youth team’s number herself #by: dispatcher clinician #sensible]
  ~ trust += 5
  “Can I text it?” # by: Amara
  She can.
  -> table
+ [You think it over #after: 25s]
  She looks at the door again.
  -> table

=== table ===
The kitchen. Rice on the stove. Father and daughter at two corners of the table. # scene: place=kitchen posture=sit face=tense hands=holding thing=none distance=2 light=warm noise=none who=amara,kwame,clinician,peer # lead: late peer
{ father_calm >= 2:
  Kwame puts the phone on the table, face down, halfway between them. # cue: behavior 3 phone-halfway
- else:
  “So now you tell me in front of everybody…” # by: Kwame # cue: voice 2 so-now
}
Her foot is turned to the door. # to: officer # cue: behavior 2 foot-to-door
+ {has_asked and trust >= 40} [Say with her what he must know, and make the night’s plan #by: clinician #sensible]
  -> plan
+ {not has_asked} [“Before we plan: Amara, do you think about not being alive?” #by: clinician peer officer #sensible]
  ~ has_asked = true
  ~ trust += 10
  She nods. Kwame makes a sound, and takes her hand, and she lets him.
  -> plan
+ {has_asked} [Let Amara say where she wants to sleep tonight #by: peer #sensible]
  -> aunt
+ {has_asked} [“Sir, what would you like her to hear?” #by: officer peer #sensible]
  “That I was scared. That I am always scared.” # by: Kwame
  -> plan
+ {not has_asked} [“She looks better. Shall we leave you to it?” #by: officer peer]
  Both of them nod. It is easier.
  -> quiet_end
+ {not has_asked} [Ask the team by text: has anyone asked her plainly? #by: dispatcher #sensible]
  ~ has_asked = true
  The clinician reads it, and asks her. “Yes,” says Amara. “Sometimes.” Kwame takes her hand.
  -> plan
+ [“To be on the safe side: the emergency room, tonight.” #by: clinician officer]
  -> er
+ {has_asked} [Book the youth team, with her words for why #by: dispatcher #sensible]
  -> plan
+ [“A shove is an assault. Let’s get it written up.” #by: officer]
  -> taken
+ [The rice burns #after: 25s]
  Kwame turns off the stove. Nobody knows what to say.
  -> quiet_end

=== plan ===
They eat. What could hurt her is locked up at the neighbor’s, Kwame sleeps in the next room tonight, and the youth team comes tomorrow. # ends: good rice-and-a-plan # scene: posture=sit face=calm hands=holding distance=2 light=warm noise=none who=amara,kwame,kofi
-> END

=== aunt ===
Amara sleeps at her aunt’s, two streets away. Kwame walks her there with her drawings under his arm. They both know when the youth team comes. # ends: good walks-to-her-aunt # scene: place=street posture=stand face=calm hands=pockets distance=2 light=warm noise=none who=amara,kwame
-> END

=== quiet_end ===
It is calm when you leave. Nobody asked her plainly, and her door is shut again. # ends: mixed calm-but-not-asked # scene: place=room posture=floor face=blank hands=face distance=5 light=dim door=shut noise=none who=amara
-> END

=== er ===
Amara and Kwame sit six hours in an emergency room and are sent home with a paper. She says next time she won’t say anything. # ends: mixed six-hours-waiting # scene: place=room posture=sit face=blank hands=pockets distance=3 light=day noise=crowd who=amara,kwame
-> END

=== taken ===
Amara rides away in the back of a car, for a shove. Kwame runs beside it for half a block. “I only wanted help.” # ends: poor taken-for-a-shove # scene: place=street posture=sit face=blank hands=behind distance=5 light=dark noise=radio who=kwame
-> END

=== person_view ===
Everyone at school looked at me today like they knew. # by: Amara
He has my phone. Everything anyone ever said about me is in there. # by: Amara
I shoved him. I never did that before. My hands felt like not mine. # by: Amara
I can hear Kofi crying and I can’t come out, because then it’s real. # by: Amara
I want somebody to ask. I don’t want anybody to tell. # by: Amara
-> DONE
