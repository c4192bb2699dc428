# title: A man with something long at the bus stop
# person: Isaiah Grant
# seats: dispatcher officer clinician peer
# minutes: 7
# languages: en
# risk: raised
# teaches: cues handoff information repeat-back autism deescalation
# vary: arousal 40..55
# vary: trust 25..40
# vary: danger 30..40
# pov: person_view

// Isaiah, 22, is autistic. He waits for bus 14, which does not come. The caller saw two people and made them one.
// All people and places are invented.

VAR arousal = 45
VAR trust = 30
VAR danger = 35

VAR asked = 0
VAR ticks = 0
VAR thing = 0
VAR doubt = 0
VAR knows_two = false
VAR knows_saw = false
VAR corrected = false
VAR bus = false
VAR mother = false
VAR space = false

// thing: what he holds, by the seed. 1 a folded umbrella, 2 a rolled map of the bus lines, 3 a wooden ruler.
~ thing = RANDOM(1, 3)
-> call

=== call ===
911, Wednesday, 17:05. A man calls from a moving car. # scene: place=street posture=stand face=tense hands=holding thing=umbrella distance=5 light=day door=shut noise=crowd who=isaiah
{~“There’s a guy at Ninth and Cedar with a machete or something. He’s swinging it at people.”|“Some man with a long knife at the bus stop on Ninth. He’s yelling and rocking. He pushed a lady.”} # by: A driver
“Red jacket. Or a gray one. I’m past it now.” # by: A driver # to: dispatcher # cue: voice 2 red-or-gray
-> call_questions

=== call_questions ===
{ asked >= 3 or ticks >= 2: -> send_off }
* [Ask what he saw with his own eyes #by: dispatcher #asks #sensible]
  ~ asked += 1
  ~ knows_saw = true
  ~ doubt += 1
  “Well, I saw something long. My wife said knife. I was driving.” # by: A driver # to: dispatcher
  -> call_questions
* [Ask if it was one man or two #by: dispatcher #asks #sensible]
  ~ asked += 1
  ~ knows_two = true
  ~ doubt += 1
  {~“There was a guy who shoved a lady and ran. I don’t know. Maybe that was another one.”|“Two, maybe. One was running. The other one just stood there.”} # by: A driver # to: dispatcher
  -> call_questions
* [Ask how he was holding it #by: dispatcher #asks #sensible]
  ~ asked += 1
  ~ doubt += 1
  “Down. By his leg. He taps it on the post.” # by: A driver # to: dispatcher
  -> call_questions
* [Ask if anyone is hurt #by: dispatcher #asks #sensible]
  ~ asked += 1
  {~“The lady got up. She walked off.”|“I didn’t see blood or anything. She was mad.”} # by: A driver # to: dispatcher
  -> call_questions
* [Send everybody: man with a machete #by: dispatcher]
  ~ arousal += 10
  -> send_off
+ [Look for other calls from Ninth and Cedar #by: dispatcher #sensible]
  ~ ticks += 1
  ~ doubt += 1
  One more, two minutes old: a shove and a stolen purse, a man in gray, running north. # to: dispatcher
  -> call_questions
+ [Ask dispatch: who says it is a knife? #by: officer clinician #sensible]
  ~ ticks += 1
  ~ doubt += 1
  “His wife said so, from the car.” # by: dispatcher
  -> call_questions
+ [“Bus 14 isn’t running today. Cedar is dug up.” #by: peer #sensible]
  ~ ticks += 1
  ~ bus = true
  You know who waits there at five each day. Someone will be waiting who cannot see why. # to: peer
  -> call_questions
+ [The driver loses the line #after: 20s]
  ~ ticks += 1
  The call drops, and comes back, and drops. # to: dispatcher
  -> call_questions

=== send_off ===
Three minutes out. What you say now is what they will see when they get there. # scene: place=car noise=radio light=day who=officer,clinician,peer
{knows_two: There may be two men in this call, and they have made them one. # to: dispatcher}
+ [“One caller, moving. Something long, held down. Unconfirmed.” #by: dispatcher #sensible]
  ~ doubt += 1
  “One caller, from a moving car. Something long, held low. Not confirmed.” # by: dispatcher
  -> roll
+ {knows_two} [“Possibly two people. One ran north. One is standing still.” #by: dispatcher #sensible]
  ~ doubt += 2
  “Possibly two people. The one who shoved ran north. One stands at the stop.” # by: dispatcher
  -> roll
+ {knows_saw} [Say who saw what, and who did not #by: dispatcher #sensible]
  ~ doubt += 2
  “The caller saw something long. Nobody has said they saw a blade.” # by: dispatcher
  -> roll
+ [“Armed, violent, red jacket.” #by: dispatcher]
  ~ arousal += 5
  ~ doubt -= 1
  “Armed and violent, red jacket.” # by: dispatcher
  -> roll
+ [Say it back: “A man, a bus stop, something long. What else do we know?” #by: officer clinician #sensible]
  ~ doubt += 1
  “That is all we know.” # by: dispatcher
  -> roll
+ [The screen says: machete #after: 25s]
  Ninth and Cedar. Machete. # to: officer clinician peer
  -> roll

=== roll ===
Two other cars have heard it too. # scene: noise=sirens # lead: right officer
A siren is coming from the river side. It will be there before you. # to: officer # cue: environment 2 other-siren
On the transit page: line 14, no service, follow the yellow signs. # to: peer # cue: environment 3 no-service
+ [Ask the other cars to hold two blocks off until you have eyes on him #by: officer dispatcher #sensible]
  ~ space = true
  ~ danger -= 10
  They hold. The street gets quieter. # scene: noise=none
  -> see
+ [Get there first, whatever it takes #by: officer]
  ~ arousal += 15
  ~ danger += 10
  The tires are heard on the whole block.
  -> see
+ [“If it’s a person in distress and no blade, I go first. You say when.” #by: clinician #sensible]
  “When I see his hands.” # by: officer
  -> see
+ [Tell the others about bus 14 #by: peer #sensible]
  ~ bus = true
  ~ doubt += 1
  Two people look at the peer. It could be as simple as that.
  -> see
+ [Nobody says anything on the way #after: 20s]
  ~ arousal += 5
  Each of you is picturing a machete. # to: officer clinician peer
  -> see

=== see ===
A young man in a red jacket stands at the pole of the bus stop and rocks. # scene: place=street posture=stand face=tense hands=holding distance=5 light=day door=shut noise=crowd who=isaiah,officer,clinician,peer # lead: early clinician
{ thing:
- 1: What he holds is long and black, with a curved handle. # to: officer # cue: behavior 2 what-he-holds
- 2: What he holds is long, white at the edge, and rolled. # to: officer # cue: behavior 2 what-he-holds
- else: What he holds is long and flat, with numbers on it. # to: officer # cue: behavior 2 what-he-holds
}
He taps the pole. Fourteen times, then a pause. Fourteen times. # to: clinician peer # cue: behavior 2 fourteen
A woman films with her phone. # cue: bystander 2 films
“Somebody do something!” # by: A passer-by
The description does not fit: nobody here is running, no one is hurt. # to: dispatcher
+ [Say on the air: “No blade. I see a man waiting for a bus.” #by: officer #sensible]
  ~ corrected = true
  ~ danger -= 20
  “No blade. Copy. Telling everyone.” # by: dispatcher
  -> first
+ [“Drop it! Drop it now!” #by: officer]
  ~ arousal += 20
  ~ trust -= 15
  He does not drop it. He puts both arms around the pole. # scene: face=afraid
  -> first
+ {doubt >= 2} [Ask over the air: “Does what you see fit what we were told?” #by: dispatcher #sensible]
  ~ corrected = true
  ~ danger -= 15
  The officer looks again.
  “No. It does not fit.” # by: officer
  -> first
+ {doubt < 2} [Ask the officer to describe what he sees, not what was said #by: dispatcher clinician #sensible]
  ~ corrected = true
  ~ danger -= 10
  “Red jacket. Rocking. Both feet still. No blade.” # by: officer
  -> first
+ [Stay ten steps away, hands open, and do not speak yet #by: clinician #sensible]
  ~ trust += 10
  ~ arousal -= 5
  He sees you, and keeps counting.
  -> first
+ [Ask the woman to film from across the street #by: peer officer #sensible]
  ~ arousal -= 10
  She goes. There is a little more air. # scene: noise=none
  -> first
+ [He takes a step toward the curb #after: 20s]
  ~ danger += 10
  Someone screams. He covers one ear. # scene: hands=ears noise=crowd
  -> first

=== first ===
{ danger >= 55 and arousal >= 65: -> grabbed_for }
“Fourteen. It’s 5:09. Fourteen comes at 5:09.” # by: Isaiah # scene: face=afraid hands=holding distance=4 # lead: right clinician
He says it to the street, in one tone, again and again. # to: clinician # cue: voice 2 one-tone
He does not look at faces. He looks at your shoes. # to: peer officer # cue: behavior 3 shoes
On his backpack there is a card: “My name is Isaiah. I am autistic. Please give me time.” # to: peer # cue: environment 1 card
{ not space: The second car pulls up with its siren on. # inject # scene: noise=sirens hands=ears }
+ [“Fourteen is late. That’s hard.” Then wait #by: clinician peer #sensible]
  ~ trust += 15
  ~ arousal -= 10
  The tapping stops.
  “It is never late.” # by: Isaiah
  -> middle
+ [“Look at me. Look at me! What’s your name?” #by: officer clinician]
  ~ arousal += 15
  ~ trust -= 15
  He rocks harder. # scene: face=afraid hands=ears
  -> middle
+ [Read the card out loud to the team #by: peer #sensible]
  ~ trust += 10
  ~ corrected = true
  “His name is Isaiah. He needs time.” Everyone slows down.
  -> middle
+ [Siren off, lights off, everyone else back in the car #by: officer dispatcher #sensible]
  ~ arousal -= 15
  ~ space = true
  It gets so quiet that you can hear the pole hum. # scene: noise=none light=day
  -> middle
+ [Find out when a 14 comes, or what comes instead #by: dispatcher #sensible]
  ~ bus = true
  {~The 14 runs from Tenth Street today, every twelve minutes.|A shuttle takes the 14’s riders, from the yellow sign around the corner.} # to: dispatcher peer clinician
  -> middle
+ [More people stop to look #after: 20s]
  ~ arousal += 10
  “He’s got a knife!” # by: A passer-by # scene: noise=crowd
  -> middle

=== grabbed_for ===
Someone behind you shouts:
“He’s going for it!” # by: A passer-by # scene: face=afraid hands=holding distance=3 noise=crowd # cue: bystander 1 going-for-it
He has only moved it to his other hand. # to: officer clinician # cue: behavior 1 other-hand # lead: right officer
+ [Hold. “He’s changing hands. Hold.” #by: officer #sensible]
  ~ danger -= 25
  ~ arousal -= 10
  ~ corrected = true
  Everyone breathes again.
  -> middle
+ [Take him down #by: officer]
  -> held
+ [Step between, hands open, back to the crowd: “It isn’t a knife.” #by: clinician peer #sensible]
  ~ danger -= 25
  ~ corrected = true
  The word goes through the crowd: it isn’t a knife.
  -> middle
+ [All units: no blade seen by anyone on scene #by: dispatcher #sensible]
  ~ danger -= 25
  ~ corrected = true
  It is said three times, slowly. # to: officer dispatcher
  -> middle
+ [It is one second, and another #after: 15s]
  ~ danger -= 5
  { trust >= 30:
    Nothing happens. He taps the pole.
    -> middle
  - else:
    -> held
  }

=== middle ===
{ arousal >= 85: -> meltdown }
Now all of you can see what he holds. # scene: distance=3 # lead: late clinician
{ thing:
- 1: An umbrella, folded, with a name tag. # cue: environment 3 plain-to-see
- 2: A map of every bus line in the city, rolled tight. # cue: environment 3 plain-to-see
- else: A wooden ruler. He measures how late the shadow is. # cue: environment 3 plain-to-see
}
{ not corrected: On the air you are still the team with the armed man. # to: officer dispatcher }
A phone rings in his backpack. The screen says MOM 5:15. # to: peer # cue: environment 2 mom-515
+ {not corrected} [Correct it on the air, by name of what it is #by: officer dispatcher #sensible]
  ~ corrected = true
  ~ danger -= 15
  Dispatch takes the word off the call. It will stay off.
  -> ride
+ [“May I show you where the 14 is today?” Hold out the phone with the map #by: clinician peer #sensible]
  ~ bus = true
  ~ trust += 20
  He takes one step, and looks at the map, not at you.
  “Tenth Street.” # by: Isaiah
  -> ride
+ [“Give me that, so everyone can relax.” #by: officer]
  ~ arousal += 20
  ~ trust -= 20
  It is the only thing he has that is as it was this morning. # to: clinician peer
  -> ride
+ [“Isaiah, your phone. It’s 5:15. I think it’s your mom.” #by: peer clinician #sensible]
  ~ mother = true
  ~ trust += 15
  ~ arousal -= 15
  He answers.
  “The 14 did not come. There are police. I am counting.” # by: Isaiah
  -> ride
+ [Call his mother back from the desk, and ask what helps #by: dispatcher #sensible]
  ~ mother = true
  ~ trust += 5
  “Say what happens next. And then do it.” # by: Ms. Grant # to: dispatcher clinician peer
  -> ride
+ [You wait for him to do something #after: 25s]
  ~ arousal += 5
  Fourteen taps. A pause.
  -> ride

=== meltdown ===
He is down by the pole, with his arms over his head. # scene: posture=floor face=afraid hands=ears distance=4 noise=crowd # cue: behavior 1 down # lead: right peer
He is not going anywhere. He has stopped being able to hear words. # to: peer clinician # cue: voice 1 no-words
+ [No words. Everyone back. Wait #by: clinician peer officer #sensible]
  ~ arousal -= 30
  ~ trust += 10
  It takes four minutes. Nobody counts but him. # scene: noise=none
  -> ride
+ [Pick him up off the pavement #by: officer]
  -> held
+ [Stand with your back to him, and keep people away #by: officer peer #sensible]
  ~ arousal -= 25
  ~ trust += 10
  He has a room now, made of backs. # scene: noise=none
  -> ride
+ [Close the block for ten minutes #by: dispatcher officer #sensible]
  ~ arousal -= 25
  No cars, no sirens. He begins to tap with one finger. # scene: noise=none
  -> ride
+ [Everyone tells him to calm down #after: 20s]
  ~ arousal -= 10
  It goes on until he is too tired for it.
  -> ride

=== ride ===
{ trust < 15: -> shut_down }
“What happens next?” # by: Isaiah
He asks it of your shoes. # scene: posture=stand face=calm hands=holding distance=3 noise=none # lead: right peer
The man in gray was stopped on Twelfth Street. He had the purse. # inject # to: dispatcher officer
+ {bus and corrected} [“Next: we walk to Tenth. Then the 14 comes. Then you go home.” #by: clinician peer #sensible]
  -> bus_14
+ {not bus} [Find out where the 14 goes from today, and tell him #by: dispatcher peer clinician officer #sensible]
  ~ bus = true
  “Tenth Street.” # by: Isaiah
  -> ride
+ {not corrected} [Take the word off the call before you leave, and say so #by: dispatcher officer clinician #sensible]
  ~ corrected = true
  “To all: it was never a knife.” # by: dispatcher
  -> ride
+ {mother and corrected} [Wait with him till his mother comes, and tell her what went wrong #by: peer officer #sensible]
  -> mother_comes
+ {bus and corrected} [Put a note on the place: 5:09, Isaiah, waits for the 14, needs time. If he and his mother agree #by: dispatcher #sensible]
  -> mother_comes
+ [“You’re free to go,” and leave #by: officer clinician]
  -> left_there
+ [Take him in, to be sure who he is #by: officer]
  -> shut_down
+ [The cars are needed elsewhere #after: 25s]
  -> left_there

=== bus_14 ===
The 14 comes at Tenth Street at 5:33. Isaiah tells the driver that it is twenty-four minutes late. The call is closed as what it was. # ends: good the-14-comes # scene: place=street posture=stand face=calm hands=holding distance=2 light=warm noise=none who=isaiah,peer
-> END

=== mother_comes ===
Ms. Grant comes with the car. The officer says: “The call was wrong, and we came ready for the wrong thing. I’m sorry.” They agree on a note for next time. # ends: good said-sorry # scene: place=street posture=stand face=calm hands=holding distance=2 light=warm noise=none who=isaiah,ms-grant,officer
-> END

=== left_there ===
You drive away. Isaiah stands at the pole. The 14 does not come, and nobody has told him why. # ends: mixed still-waiting # scene: place=street posture=stand face=tense hands=holding distance=5 light=dim noise=none who=isaiah
-> END

=== shut_down ===
He does not speak at the station. His mother finds him there at nine. Nobody can tell her what he did, because he did nothing. # ends: poor nothing-he-did # scene: place=room posture=sit face=blank hands=ears distance=5 light=day noise=crowd who=isaiah
-> END

=== held ===
Isaiah is held on the pavement until somebody looks at what he had in his hand. He is not injured. He does not take the bus again this year. # ends: poor held-for-nothing # scene: place=street posture=crouch face=afraid hands=ears distance=1 light=flashing noise=crowd who=officer
-> END

=== person_view ===
The 14 comes at 5:09. It came at 5:09 two hundred and six times. # by: Isaiah
If I count, the street stays where it is. # by: Isaiah
A man ran past and the woman shouted. That was not me. # by: Isaiah
When somebody shouts “look at me” I can’t hear the rest. # by: Isaiah
I want somebody to say what happens next. # by: Isaiah
-> DONE
