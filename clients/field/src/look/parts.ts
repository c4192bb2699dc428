// The parts screens are made of, from one place.
export { Cells, Rows, Scale, Wrong, type Choice } from "./Choices";
export { Pick, Tick, Write } from "./Fields";
export { Icon } from "./Icon";
export { Chip, Fact, Note, Problem, type Tone } from "./marks";
export { Sheet } from "./Sheet";
