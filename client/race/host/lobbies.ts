import { signal } from "@preact/signals";
import { say } from "#client/framework/alert-line.ts";
import { hostToken, signOut } from "#client/framework/host-session.ts";
import { call } from "#client/framework/http.ts";
import type { Outcome } from "#common/framework/refusals.ts";
import type { LobbyWire } from "#common/race/race-api.ts";
import { texts } from "./texts.ts";

/** Every open room, newest first; undefined until the server has said. */
export const lobbies = signal<readonly LobbyWire[] | undefined>(undefined);
/** Code of the room on the console. */
export const chosenCode = signal<string | undefined>(undefined);

/** Asks which rooms are open; stays with the chosen one while it is. */
export async function readLobbies(): Promise<void> {
  const answer = await answerOf(() => call("GET", "/lobbies", { token: hostToken.value }));
  if (answer === undefined) return;
  lobbies.value = answer.lobbies;
  const isStillOpen = answer.lobbies.some(({ code }) => code === chosenCode.value);
  if (!isStillOpen) chosenCode.value = answer.lobbies[0]?.code;
}

export async function openLobby(): Promise<void> {
  const lobby = await answerOf(() => call("POST", "/lobbies", { token: hostToken.value }));
  if (lobby === undefined) return;
  chosenCode.value = lobby.code;
  await readLobbies();
}

export async function closeLobby(code: string): Promise<void> {
  const params = { code };
  const closed = await answerOf(() =>
    call("DELETE", "/lobbies/:code", { params, token: hostToken.value }),
  );
  if (closed !== undefined) await readLobbies();
}

/** The value of an answer; undefined when there was none, after saying why. */
async function answerOf<Value>(ask: () => Promise<Outcome<Value>>): Promise<Value | undefined> {
  const answer = await ask().catch(() => undefined);
  if (answer?.ok) return answer.value;
  const { common, refusals } = texts.value;
  if (answer === undefined) say(common.noAnswer);
  else {
    const { code, detail } = answer.refusal;
    if (code === "token_expired" || code === "unauthorized") signOut();
    say(refusals[code](detail));
  }
  return undefined;
}
