import { useEffect, useRef, useState } from "preact/hooks";
import { call } from "#client/framework/http.ts";
import type { Refusal } from "#common/framework/refusals.ts";
import type { LobbyWire } from "#common/race/race-api.ts";
import { renewSeatIn, seatRefusal } from "./renew-seat.ts";
import { roomCode } from "./room-code.ts";
import { join, seat } from "./seat.ts";
import { joinTexts } from "./join-texts.ts";

const CODE_LENGTH = 4;

/** Name and room; only the name where the address or the big screen's QR says the room. */
export function JoinPage() {
  const { common, join: words } = joinTexts.value;
  const known = seat.value;
  const [name, setName] = useState(known?.player.name ?? "");
  const [code, setCode] = useState(roomCode.value ?? "");
  const [isCodeAsked, setCodeAsked] = useState(roomCode.value === undefined);
  const [isBusy, setBusy] = useState(known !== undefined && roomCode.value !== undefined);
  const [refusal, setRefusal] = useState<Refusal | "silence" | undefined>(seatRefusal.value);
  const lobby = useLobby(code, setCode);

  async function enter() {
    setBusy(true);
    setRefusal(undefined);
    const wished = code.trim().toUpperCase();
    const answer = await (known === undefined
      ? join(name, wished)
      : renewSeatIn(known, wished)
    ).catch(() => undefined);
    setBusy(false);
    if (answer?.ok) {
      seatRefusal.value = undefined;
      roomCode.value = wished;
      return;
    }
    setRefusal(answer === undefined ? "silence" : answer.refusal);
    if (answer?.refusal.code === "lobby_unknown") setCodeAsked(true);
  }

  // A phone that is known and was shown a room's code needs no tap at all.
  useEffect(() => {
    if (isBusy) void enter();
  }, []);

  return (
    <main class="join">
      <h1 class="headline">
        {known === undefined ? words.heading : words.welcomeBack(known.player.name)}
      </h1>
      <LobbyLine lobby={lobby} />
      <form
        class="panel stack"
        onSubmit={(event) => {
          event.preventDefault();
          void enter();
        }}
      >
        {known === undefined && (
          <label class="stack">
            <span class="label">{words.name}</span>
            <input
              class="input"
              name="name"
              autocomplete="nickname"
              enterkeyhint="go"
              required
              minLength={2}
              maxLength={40}
              value={name}
              aria-describedby="name-hint"
              onInput={(event) => setName(event.currentTarget.value)}
            />
            <span id="name-hint" class="hint">
              {words.nameHint}
            </span>
          </label>
        )}
        {isCodeAsked ? (
          <label class="stack">
            <span class="label">{words.code}</span>
            <input
              class="input is-code numeral"
              name="room"
              autocomplete="off"
              autocapitalize="characters"
              spellcheck={false}
              required
              minLength={CODE_LENGTH}
              maxLength={CODE_LENGTH}
              value={code}
              aria-describedby="code-hint"
              onInput={(event) => setCode(event.currentTarget.value.toUpperCase())}
            />
            <span id="code-hint" class="hint">
              {words.codeHint}
            </span>
          </label>
        ) : (
          <p class="join-room">
            <span class="label">{words.room(code)}</span>
            <button type="button" class="button is-link" onClick={() => setCodeAsked(true)}>
              {words.otherRoom}
            </button>
          </p>
        )}
        <p role="alert" class="refusal">
          {refusal === "silence" ? common.noAnswer : refusal && <RefusalText refusal={refusal} />}
        </p>
        <button type="submit" class="button is-primary" disabled={isBusy}>
          {isBusy ? words.joining : words.button}
        </button>
      </form>
      <p class="hint">{words.grant}</p>
    </main>
  );
}

/** The texts of refusals are not part of the first paint: few people ever see one. */
function RefusalText({ refusal }: { refusal: Refusal }) {
  const [loaded, setLoaded] = useState<typeof import("./texts.ts")>();
  useEffect(() => void import("./texts.ts").then(setLoaded), []);
  return loaded?.texts.value.refusals[refusal.code](refusal.detail);
}

function LobbyLine({ lobby }: { lobby: LobbyWire | undefined }) {
  const { common } = joinTexts.value;
  if (lobby === undefined) return <p class="dim join-lobby">&nbsp;</p>;
  const phases: Readonly<Record<string, string>> = common.phases;
  return (
    <p class="dim join-lobby">
      {common.race(lobby.raceNumber)} · {phases[lobby.phase]} ·{" "}
      {common.playerCount(lobby.playerCount)}
    </p>
  );
}

/** What is known of the room typed; without one, the newest room's code is filled in. */
function useLobby(code: string, setCode: (code: string) => void): LobbyWire | undefined {
  const [lobby, setLobby] = useState<LobbyWire>();
  const hasLooked = useRef(false);
  useEffect(() => {
    const isFirst = code === "" && !hasLooked.current;
    hasLooked.current = true;
    if (!isFirst && code.length !== CODE_LENGTH) {
      setLobby(undefined);
      return;
    }
    const asking = new AbortController();
    const wished = isFirst ? "current" : code;
    call("GET", "/lobbies/:code", { params: { code: wished }, signal: asking.signal }).then(
      (answer) => {
        setLobby(answer.ok ? answer.value : undefined);
        if (isFirst && answer.ok) setCode(answer.value.code);
      },
      // No answer: the line stays empty; joining says what is wrong.
      () => setLobby(undefined),
    );
    return () => asking.abort();
  }, [code]);
  return lobby;
}
