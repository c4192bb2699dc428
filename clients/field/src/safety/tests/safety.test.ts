// Safety: when a check-in turns amber and red, and that an SOS is never called heard.
import { beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../dev/fake-server";
import { newPhone, openPhone } from "../../dev/phone";
import { ids } from "../../dev/sample-shift";
import { run, stopSending } from "../../queue/send";
import { pieces } from "../../queue/pieces";
import { say } from "../../queue/say";
import { lateNow } from "../late";
import { left } from "../left";
import { standDown } from "../heard";
import { note, raise, raised, told } from "../sos";

let server: FakeServer;
beforeEach(async () => {
  server = new FakeServer().install();
  await newPhone();
  await openPhone();
  stopSending();
});

test("calm, amber under five minutes, late at zero, and never a negative time", () => {
  const at = (seconds: number) => left(1_000_000, 1_000_000 - seconds * 1000);
  expect(at(380)).toEqual({ tone: "calm", words: "6:20 left" });
  expect(at(300).tone).toBe("calm");
  expect(at(299)).toEqual({ tone: "soon", words: "4:59 left" });
  expect(at(0)).toEqual({ tone: "late", words: "Due now" });
  expect(at(-130)).toEqual({ tone: "late", words: "2 min late" });
});

test("a check-in moves the hour on; clear ends it", async () => {
  const at = new Date().toISOString();
  await say("call.check_in", ids.call, { at });
  expect([lateNow(Date.now()), lateNow(Date.now() + 21 * 60_000)]).toEqual([false, true]);
  await say("call.stamp", ids.call, { which: "clear", at });
  expect(lateNow(Date.now() + 21 * 60_000)).toBe(false);
});

test("an SOS goes with the last place, is tried again, and says not heard until a person has heard it", async () => {
  server.online = false;
  note({ coords: { latitude: 44.98, longitude: -93.27 } });
  await raise();
  await run();
  expect(raised.value?.state).toBe("unsent");
  expect(pieces.value[0]!.work.say).toMatchObject({ lat_e6: 44_980_000, lon_e6: -93_270_000 });
  server.online = true;
  stopSending();
  await run();
  expect(raised.value?.state).toBe("waiting");
  const { sos } = raised.value!;
  told.value = { [sos]: { state: "waiting", words: "Sent, but not heard yet." } };
  expect(raised.value?.state).toBe("waiting");
  told.value = { [sos]: { state: "heard", words: "Ida heard it at 21:40." } };
  expect(raised.value).toMatchObject({ state: "heard", words: "Ida heard it at 21:40." });
  server.online = false;
  expect(await standDown(sos, "We are safe")).toBe(false);
  expect(raised.value?.state).toBe("heard");
});
