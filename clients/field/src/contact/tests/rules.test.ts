import { expect, test } from "vitest";
import { closeProblem, distressWords } from "../rules";

const MET = ["engaged", "phone_only"];

test("a contact that met owes how it ended, one that did not meet owes nothing more", () => {
  expect(closeProblem({}, MET)?.[0]).toBe("outcome");
  expect(closeProblem({ contact_outcome: "engaged" }, MET)?.[0]).toBe("next");
  expect(closeProblem({ contact_outcome: "declined" }, MET)).toBeNull();
  expect(closeProblem({ contact_outcome: "engaged", disposition: "stays_with_support" }, MET)).toBeNull();
});

test("a hold owes its basis and its signer", () => {
  const held = { contact_outcome: "engaged", disposition: "involuntary_hold" };
  expect(closeProblem(held, MET)?.[1]).toBe("Say on the hold page what it rests on and who signed it before you close.");
  expect(closeProblem({ ...held, "form.hold.basis": ["a"], "form.hold.signer": ["  "] }, MET)?.[1]).toBe(
    "Say on the hold page who signed it before you close.",
  );
  expect(closeProblem({ ...held, "form.hold.basis": ["a"], "form.hold.signer": ["Ana Ruiz"] }, MET)).toBeNull();
});

test("distress is said with its change, and a reason is no number", () => {
  expect(distressWords(8, 4)).toBe("8 to 4, down by 4");
  expect(distressWords(0, 0)).toBe("0 to 0, the same");
  expect(distressWords(3, 7)).toBe("3 to 7, up by 4");
  expect(distressWords("not_asked", 4)).toBe("not asked to 4");
  expect(distressWords(8, undefined)).toBe("8 to open");
  expect(distressWords(undefined, undefined)).toBe("");
});
