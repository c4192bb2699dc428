# title: A light on the porch
# person: Rosa Lind
# seats: dispatcher officer clinician
# minutes: 3
# languages: en
# risk: raised
# teaches: cues handoff
# vary: arousal 50..70
# pov: person_view
VAR arousal = 60
VAR trust = 20
VAR danger = 10
VAR asked = false
-> call

=== person_view ===
The lights hum. Everyone talks at once.
I want it to be quiet.
-> END

=== call ===
A neighbor calls: {~a woman is standing|a woman is walking up and down} on her porch in the cold. # by: Neighbor # scene: place=porch light=dim posture=stand who=rosa
She has been there for an hour, he says, without a coat. # to: dispatcher # cue: voice 2 no-coat
+ [Ask if she is hurt. #by: dispatcher #sensible #asks]
  ~ asked = true
  No, he says. She holds a blanket and cries. # to: dispatcher
  -> porch
+ [Send the team at once. #by: dispatcher]
  -> porch
+ [Nobody asks anything; the team is on its way. #after: 20s]
  -> porch

=== porch ===
Rosa looks at the uniform and steps back to the door. # cue: behavior 1 steps-back # lead: right clinician # scene: posture=door face=afraid distance=4 who=rosa,officer,clinician
+ [Stay at the gate and say hello. #by: officer #sensible]
  ~ trust += 15
  ~ arousal -= 20
  -> talk
+ [Walk up the steps. #by: officer]
  ~ arousal += 60
  ~ danger += 20
  -> talk
+ [{asked: Offer her a coat|Say her name}. #by: clinician #sensible]
  ~ trust += 30
  -> talk
+ [A siren passes two streets away. #after: 15s]
  ~ arousal += 30
  -> talk

=== talk ===
{arousal >= 100: Rosa shuts her eyes and covers her ears.|Rosa breathes out and looks at the floor.} # scene: hands=ears
Her mother comes to the window. # inject # to: officer clinician # cue: bystander 2 mother # lead: late clinician
+ [Ask what would help right now. #by: clinician #sensible]
  -> settled
+ {arousal >= 100} [Tell her to come down. #by: officer]
  -> gone

=== settled ===
Rosa sits on the step with the blanket and talks with her mother. # ends: good sits-with-mother # lead: none
-> END

=== gone ===
Rosa goes inside and shuts the door. Nobody knows how she is. # ends: poor shuts-the-door
-> END
