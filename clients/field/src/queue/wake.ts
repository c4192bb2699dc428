// Waking the sender without knowing it: saying comes before sending, and tests say without a network.
let sender: ((urgent: boolean) => void) | null = null;

export function wakes(run: (urgent: boolean) => void): void {
  sender = run;
}

export function wake(urgent = false): void {
  sender?.(urgent);
}
