// Addresses: patterns name ids only, and what does not fit leads nowhere.
import { expect, test } from "vitest";
import { match } from "../go";

test("a pattern gives its values, and nothing for another shape", () => {
  expect(match("/call/:id", "/call/1")).toEqual({ id: "1" });
  expect(match("/contact/:id/screen/:code", "/contact/1/screen/asq?x=1")).toEqual({ id: "1", code: "asq" });
  for (const where of ["/call", "/call/", "/call/1/2", "/calls/1"]) expect(match("/call/:id", where)).toBeNull();
});
