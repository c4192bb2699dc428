// Opens the app on the made-up shift, for development without a server.
import { carry } from "../shift/keep";
import { load, listen } from "../queue/pieces";
import { vault } from "../store/vault";
import { ready } from "../lock/session";
import { startSending } from "../queue/send";
import { sampleShift } from "./sample-shift";

export async function openSample(): Promise<void> {
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  vault.value = { owner: `sample-${Date.now()}`, key, user: "", sealer: null };
  await load();
  listen();
  await carry(sampleShift());
  startSending();
  ready.value = true;
}
