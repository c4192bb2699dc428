// The link of a referral: from the server or with a reason, and in a text that opens ready to send.
import { expect, test } from "vitest";
import { FakeServer } from "../../dev/fake-server";
import { makeLink, textTo } from "../link";

const made = { link: "https://tandem.example/partner/a.b/", words: "Lakeside has a referral question for your desk: https://tandem.example/partner/a.b/", until: "2026-12-11T03:00:00Z" };

test("a link, or why there is none", async () => {
  const server = new FakeServer().install();
  server.link = () => Response.json(made);
  expect(await makeLink("r")).toEqual(made);
  server.link = () => Response.json({ problems: [{ field: "agreement", sentence: "The person's yes has ended. Ask them again." }] }, { status: 409 });
  expect(await makeLink("r")).toEqual({ no: "refused", sentence: "The person's yes has ended. Ask them again." });
  server.link = () => new Response(null, { status: 404 });
  expect(await makeLink("r")).toEqual({ no: "refused", sentence: "" });
  server.online = false;
  expect(await makeLink("r")).toEqual({ no: "signal", sentence: "" });
  server.online = true;
  server.session = { signed_in: false, csrf: "t" };
  expect(await makeLink("r")).toEqual({ no: "signed-out", sentence: "" });
});

test("the text is whole, whatever stands in the link", () => {
  expect(textTo("555-0110", "a & b?c=d")).toBe("sms:555-0110?body=a%20%26%20b%3Fc%3Dd");
});
