# title: Mrs. Freeman is waiting for the bus
# person: Odessa Freeman
# seats: dispatcher officer clinician peer
# minutes: 7
# languages: en
# risk: low
# teaches: cues handoff deescalation dementia family medical
# vary: arousal 35..50
# vary: trust 35..50
# vary: danger 30..45
# pov: person_view

// Mrs. Freeman, 81, drove a school bus for thirty years. She lives with dementia. It is cold and nearly dark.
// All people and places are invented.

VAR arousal = 40
VAR trust = 40
VAR danger = 35

VAR asked = 0
VAR ticks = 0
VAR ill = 0
VAR knows_daughter = false
VAR knows_bus = false
VAR told_bus = false
VAR told_daughter = false
VAR warm = false
VAR looked = false
VAR daughter_coming = false

// ill: why she is more confused today, by the seed. 1 a fall, 2 she has not drunk or eaten, 3 new medicine.
~ ill = RANDOM(1, 3)
-> call

=== call ===
911, November, 16:40. A man calls from a window. # scene: place=street posture=stand face=tense hands=holding thing=broom distance=5 light=dim door=shut noise=none who=odessa
{~“There’s an old lady in the street in her slippers. She’s got a broom and she’s yelling at cars.”|“My neighbor is out in her nightgown, waving a broom at people. Somebody’s going to hit her.”} # by: Mr. Patel
“Corner of Fifth and Maple. I’m Mr. Patel, number twelve. I don’t want to scare her.” # by: Mr. Patel # to: dispatcher
-> call_questions

=== call_questions ===
{ asked >= 3 or ticks >= 2: -> send_off }
* [Ask if he knows her name #by: dispatcher #asks #sensible]
  ~ asked += 1
  ~ trust += 5
  “Mrs. Freeman. She always says Mrs.” # by: Mr. Patel # to: dispatcher
  -> call_questions
* [Ask who looks in on her #by: dispatcher #asks #sensible]
  ~ asked += 1
  ~ knows_daughter = true
  {~“Her daughter, Lorraine. She’s a nurse somewhere. I have a number on the fridge.”|“Lorraine, the daughter. She comes at six. I have her number here.”} # by: Mr. Patel # to: dispatcher
  -> call_questions
* [Ask what she is saying #by: dispatcher #asks #sensible]
  ~ asked += 1
  ~ knows_bus = true
  “Something about the children. ‘I have to get the children.’ She used to drive the school bus.” # by: Mr. Patel # to: dispatcher # cue: voice 2 the-children
  -> call_questions
* [Ask if she is hurt, or looks ill #by: dispatcher #asks #sensible]
  ~ asked += 1
  { ill:
  - 1: “She’s holding her side. I think she fell on the steps this morning.” # by: Mr. Patel # to: dispatcher
  - 2: “She’s so thin. I don’t think she ate today. Her lips are dry.” # by: Mr. Patel # to: dispatcher
  - else: “She’s swaying. She wasn’t like this last week. They gave her something new.” # by: Mr. Patel # to: dispatcher
  }
  -> call_questions
* [Ask if the broom has touched anyone #by: dispatcher #asks #sensible]
  ~ asked += 1
  “No, no. She holds it up so cars stop. Like a crossing guard.” # by: Mr. Patel # to: dispatcher
  -> call_questions
* [Send the team: person with a broom in traffic #by: dispatcher]
  -> send_off
+ [Ask Mr. Patel to stand where she can see him, and stay on the line #by: dispatcher officer #sensible]
  ~ ticks += 1
  ~ danger -= 5
  “I’ll take her coat down.” # by: Mr. Patel
  -> call_questions
+ [Ask what she would know: a song, a name, a street #by: clinician peer #sensible]
  ~ ticks += 1
  ~ trust += 5
  “She hums. Church songs.” # by: Mr. Patel
  -> call_questions
+ [A horn blows #after: 20s]
  ~ ticks += 1
  ~ danger += 5
  “Someone almost hit her!” # by: Mr. Patel
  -> call_questions

=== send_off ===
Two minutes out. # scene: place=car noise=radio light=dim who=officer,clinician,peer # lead: right officer
{knows_bus: You know about the bus and the children. They do not. # to: dispatcher}
+ [“Mrs. Freeman, 81, on foot in the street, confused, cold. A neighbor is with her.” #by: dispatcher #sensible]
  ~ trust += 5
  “Mrs. Freeman, about 80, confused, cold. Neighbor is with her.” # by: dispatcher
  -> street
+ {knows_bus} [Say she believes she must fetch the children, and why #by: dispatcher #sensible]
  ~ told_bus = true
  “She drove a school bus. She says she has to get the children.” # by: dispatcher
  -> street
+ {knows_daughter} [Call Lorraine while they drive, and tell the team #by: dispatcher #sensible]
  ~ told_daughter = true
  ~ daughter_coming = true
  “Her daughter Lorraine is on her way. Twenty minutes.” # by: dispatcher
  -> street
+ [“Woman with a weapon in traffic.” #by: dispatcher]
  ~ arousal += 10
  “Female with a weapon in traffic.” # by: dispatcher
  -> street
+ [“I’ll take the street. You two take her.” #by: officer #sensible]
  ~ danger -= 10
  The officer will stop the cars. The others will walk.
  -> street
+ [It is two minutes #after: 20s]
  You see her before you have said anything.
  -> street

=== street ===
A small woman in slippers stands in the lane, upright, with a broom like a sign. # scene: place=street posture=stand face=tense hands=holding thing=broom distance=5 light=dim door=shut noise=none who=odessa,patel # lead: early clinician
“Stop! There are children crossing!” # by: Odessa
Her feet are blue above the slippers. # to: clinician peer # cue: behavior 2 blue-feet
Behind you a van is coming too fast for the light. # to: officer # cue: environment 2 van
On the phone Mr. Patel says: “She doesn’t like to be rushed.” # to: dispatcher # cue: bystander 3 not-rushed
+ [Stop the traffic with the car, lights on, no siren #by: officer #sensible]
  ~ danger -= 20
  The cars stop. She looks at the officer, and nods, one worker to another. # scene: light=flashing
  -> first
+ [Take the broom out of her hands #by: officer clinician]
  ~ arousal += 20
  ~ trust -= 20
  “That’s mine! Help! Help me!” # by: Odessa # scene: face=afraid hands=open
  -> first
+ [Walk up from the front, slowly, hands open: “Mrs. Freeman? Good evening.” #by: clinician #sensible]
  ~ trust += 15
  “Good evening. You’re late.” # by: Odessa # scene: distance=3
  -> first
+ [Take the coat from Mr. Patel and hold it, so she can see it #by: peer #sensible]
  ~ trust += 5
  ~ warm = true
  She looks at the coat. It is hers. She lets one arm be helped. # scene: distance=3
  -> first
+ {knows_bus and not told_bus} [Tell the team about the bus #by: dispatcher #sensible]
  ~ told_bus = true
  ~ trust += 5
  In your ear: “Thirty years a school bus driver. She’s getting the children.” # to: officer clinician peer
  -> first
+ [You watch from the curb #after: 20s]
  ~ danger += 15
  A car swerves around her.
  “Slow down!” # by: Odessa
  -> first

=== first ===
~ danger -= 10
“Where are they? They should be here. It’s almost dark.” # by: Odessa # scene: face=afraid hands=holding distance=3 noise=none light=dim who=odessa,clinician,peer,officer # lead: right clinician
She asks it again, in the same words, as if for the first time. # to: clinician peer dispatcher # cue: voice 2 same-words
{ ill:
- 1: When she turns, she holds her side and stops breathing for a second. # to: clinician officer # cue: behavior 2 holds-side
- 2: Her mouth is so dry that the words stick. # to: clinician officer # cue: behavior 2 dry-mouth
- else: She sways, and catches herself on the broom. # to: clinician officer # cue: behavior 2 sways
}
+ [“There are no children, Mrs. Freeman. You’re retired. You’re eighty-one.” #by: clinician officer]
  ~ arousal += 15
  ~ trust -= 15
  “Then who are you to tell me?” # by: Odessa # scene: face=tearful
  Her chin trembles.
  -> walk
+ [“You look after those children well. Tell me about them.” #by: clinician peer #sensible]
  ~ trust += 20
  ~ arousal -= 10
  “Forty-one. I know every name.” # by: Odessa # scene: face=calm
  She begins to say them.
  -> walk
+ [“I’ll keep the street safe for you, ma’am. Would you step up here with me?” #by: officer #sensible]
  ~ trust += 10
  ~ danger -= 15
  She takes the officer’s arm as if it were a dance. # scene: distance=2
  -> walk
+ [Hum what she is humming #by: peer #sensible]
  ~ trust += 15
  ~ arousal -= 15
  She hums the second voice. The broom comes down. # scene: hands=open
  -> walk
+ [Ask for an ambulance to come close, slowly, no siren #by: dispatcher officer #sensible]
  ~ trust += 5
  A medic will look at her when she is ready. # to: dispatcher officer clinician
  -> walk
+ [She looks up and down the street #after: 20s]
  ~ arousal += 10
  “I have to go. I have to go.” # by: Odessa # scene: posture=pace
  -> walk

=== walk ===
{ arousal >= 70: -> frightened }
The curb. Mr. Patel’s porch light. A chair. # scene: place=porch posture=stand face=tense hands=open distance=2 light=warm door=ajar noise=none who=odessa,clinician,peer,patel
A police radio says a street name and she looks for a bus. # to: peer officer # cue: environment 3 radio-street
The step up to the porch is high. She looks at it and does not move. # to: officer clinician # cue: barrier 2 high-step
+ [“Shall we wait for them where it’s warm?” #by: clinician peer #sensible]
  ~ trust += 10
  ~ warm = true
  “They’ll see me from there.” # by: Odessa
  She sits. # scene: posture=sit low=clinician
  -> look
+ [Lift her up the step, one on each side #by: officer clinician]
  ~ arousal += 20
  ~ trust -= 15
  Her whole body goes stiff. # scene: face=afraid
  -> look
+ [Offer an arm, and wait till she takes it #by: officer #sensible]
  ~ trust += 10
  ~ danger -= 5
  She takes it. They go up together, one step, then a rest.
  -> look
+ [Turn the radio off #by: officer #sensible]
  ~ arousal -= 10
  It is only a street at dusk now.
  -> look
+ [Ask Mr. Patel for tea with sugar #by: peer dispatcher #sensible]
  ~ warm = true
  ~ trust += 5
  { ill == 2: She drinks it all, and asks for another. # cue: behavior 3 drinks-it-all }
  He brings the cup with both hands, and a plate of cookies. # scene: posture=sit hands=holding thing=cup
  -> look
+ [It gets darker #after: 25s]
  ~ arousal += 5
  “Who are all these people?” # by: Odessa
  -> look

=== frightened ===
She is holding on to the street sign with both arms. # scene: posture=stand face=afraid hands=holding thing=none distance=4 light=dark noise=none who=odessa,clinician,peer,officer # cue: barrier 2 street-sign # lead: right peer
“Lorraine! Lorraine!” # by: Odessa # cue: voice 1 lorraine
People have come out on their steps to look. # to: officer dispatcher # cue: bystander 2 steps
+ [Everyone two steps back but one #by: officer clinician #sensible]
  ~ arousal -= 20
  ~ trust += 10
  There is air around her again.
  -> look
+ [Loosen her hands from the pole #by: officer]
  ~ arousal += 15
  ~ trust -= 25
  -> carried
+ [“Lorraine is your girl. Tell me about Lorraine.” #by: peer clinician #sensible]
  ~ arousal -= 20
  ~ trust += 15
  “She’s the one who reads.” # by: Odessa
  She lets go with one hand.
  -> look
+ [Get Lorraine on the officer’s phone #by: dispatcher #sensible]
  ~ daughter_coming = true
  ~ arousal -= 25
  ~ trust += 15
  “Mama? It’s me. I’m in the car. Sit down for me.” # by: Lorraine # scene: posture=sit
  She sits down.
  -> look
+ [Ask the neighbors to go in, and thank them #by: officer #sensible]
  ~ arousal -= 15
  The doors close, one by one.
  -> look
+ [Nobody knows what to do #after: 20s]
  ~ arousal -= 5
  She gets tired. Her arms slip down the pole.
  -> look

=== look ===
{ arousal >= 85: -> carried }
She is sitting down. It is a little easier to see how she is. # scene: posture=sit face=calm hands=holding distance=2 light=warm noise=none # lead: late clinician
{ ill:
- 1: There is a dark bruise under her sleeve, and one on her temple, under the hair. # to: peer # cue: behavior 1 bruise
- 2: The skin on her hand stays up when you touch it. # to: clinician # cue: behavior 1 skin
- else: In her pocket is a pharmacy bag from Monday, with a new name on it. # to: officer # cue: environment 1 pharmacy-bag
}
{ not daughter_coming: Nobody has called her daughter. # to: dispatcher }
+ [Ask the medic to look at her, sitting where she is #by: clinician officer #sensible]
  ~ looked = true
  ~ trust += 5
  “My, you have cold hands.” # by: Odessa
  -> after_look
+ [Say out loud to the team what you saw #by: peer clinician officer #sensible]
  ~ looked = true
  Now all of you have seen it. The medic comes over.
  -> after_look
+ {not daughter_coming} [Find Lorraine #by: dispatcher #sensible]
  ~ daughter_coming = true
  Lorraine answers on the second ring. # to: dispatcher clinician
  “She was fine on Sunday. Something is wrong.” # by: Lorraine # to: dispatcher clinician
  -> after_look
+ [“She’s confused, that’s her age. Take her home.” #by: officer]
  -> home_alone
+ {daughter_coming} [Ask Lorraine what is different this week #by: dispatcher peer #sensible]
  ~ looked = true
  { ill:
  - 1: “She told me she slipped. I thought it was nothing.” # by: Lorraine
  - 2: “The meal people did not come, she said. I didn’t believe her.” # by: Lorraine
  - else: “She got something new for sleep. On Monday.” # by: Lorraine
  }
  -> after_look
+ [You wait with her #after: 25s]
  “It’s nice here.” # by: Odessa
  -> after_look

=== after_look ===
{ warm: Her hands are warm again. | Her teeth are chattering. }
“Will they be all right? The children?” # by: Odessa # cue: voice 3 all-right
The officer’s next call is waiting. # inject # to: officer dispatcher
+ {looked and daughter_coming} [Hand her over to Lorraine, with what each of you saw #by: clinician peer #sensible]
  -> with_lorraine
+ {looked and not daughter_coming} [Ride with her to the emergency room, and stay until someone knows her name #by: peer clinician #sensible]
  -> er_with
+ {not looked} [“Before anything else: let a medic look at her.” #by: clinician officer dispatcher peer #sensible]
  ~ looked = true
  The medic kneels down.
  “May I, Mrs. Freeman?” # by: clinician
  -> after_look
+ {looked} [Keep the next call for another car #by: dispatcher officer #sensible]
  { daughter_coming:
    -> with_lorraine
  - else:
    -> er_with
  }
+ [Drop her at the emergency room door #by: officer]
  -> er_alone
+ [Take her to her own door #by: officer peer]
  -> home_alone
+ [She gets up to go #after: 25s]
  { daughter_coming:
    -> with_lorraine
  - else:
    -> home_alone
  }

=== with_lorraine ===
“They got home,” says Lorraine. “Every one, Mama.” They drive to the doctor together, with a note of what you saw, and the team calls on Friday. # ends: good every-one-home # scene: place=car posture=sit face=calm hands=holding distance=2 light=warm noise=none who=odessa,lorraine
-> END

=== er_with ===
Mrs. Freeman is seen for what was wrong, with someone beside her who calls her Mrs. Lorraine comes at eight. # ends: good seen-and-not-alone # scene: place=room posture=sit face=calm hands=holding distance=2 light=warm noise=none who=odessa,peer
-> END

=== er_alone ===
She sits in a hallway under a white light and asks everyone about the children. It takes four hours to find out who she is. # ends: mixed hallway # scene: place=room posture=sit face=afraid hands=holding distance=5 light=day noise=crowd who=odessa
-> END

=== home_alone ===
She is home, and the door is locked. What made today different is still there, and nobody has told Lorraine. # ends: mixed home-and-unseen # scene: place=porch posture=door face=blank hands=holding distance=5 light=dark door=ajar noise=none who=odessa
-> END

=== carried ===
Four hands carry Mrs. Freeman to a car. She is not hurt. She does not hum for a long time after this. # ends: poor carried # scene: place=street posture=sit face=afraid hands=face distance=1 light=flashing noise=crowd who=odessa
-> END

=== person_view ===
It’s ten to three, and the bus is not where I left it. # by: Odessa
I know the way. I have always known the way. # by: Odessa
My feet hurt. Why are my feet wet? # by: Odessa
That young person talks to me as if I were a child. I had forty-one of them. # by: Odessa
If someone says Mrs. Freeman, I am somebody again. # by: Odessa
-> DONE
