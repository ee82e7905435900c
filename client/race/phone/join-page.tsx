import { useEffect, useState } from "preact/hooks";
import type { Refusal } from "#common/framework/refusals.ts";
import type { LobbyWire } from "#common/race/race-api.ts";
import { CodeField, NameField } from "./join-fields.tsx";
import { joinTexts } from "./join-texts.ts";
import { RefusalText } from "./refusal-text.tsx";
import { renewSeatIn, seatRefusal } from "./renew-seat.ts";
import { roomCode } from "./room-code.ts";
import { join, seat } from "./seat.ts";
import { useLobby } from "./use-lobby.ts";

/** Name and room; only the name where the address or the big screen's QR says the room. */
export function JoinPage() {
  const { common, join: words } = joinTexts.value;
  const known = seat.value;
  const [name, setName] = useState("");
  // A room that has closed under us is not the one to offer again.
  const offered = seatRefusal.value === undefined ? roomCode.value : undefined;
  const [code, setCode] = useState(offered ?? "");
  const [isCodeAsked, setCodeAsked] = useState(offered === undefined);
  const entry = useEntry(() => setCodeAsked(true));
  const lobby = useLobby(code, setCode);

  // A phone that is known and was shown a room's code needs no tap at all.
  useEffect(() => {
    if (known !== undefined && offered !== undefined) {
      void entry.enter(name, code);
    }
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
          void entry.enter(name, code);
        }}
      >
        {known === undefined && <NameField name={name} onName={setName} />}
        {isCodeAsked ? (
          <CodeField code={code} onCode={setCode} />
        ) : (
          <p class="join-room">
            <span class="label">{words.room(code)}</span>
            <button type="button" class="button is-link" onClick={() => setCodeAsked(true)}>
              {words.otherRoom}
            </button>
          </p>
        )}
        <p role="alert" class="refusal">
          {entry.refusal === "silence"
            ? common.noAnswer
            : entry.refusal && <RefusalText refusal={entry.refusal} />}
        </p>
        <button type="submit" class="button is-primary" disabled={entry.isBusy}>
          {entry.isBusy ? words.joining : words.button}
        </button>
      </form>
      {known === undefined && <p class="hint">{words.grant}</p>}
    </main>
  );
}

/** The asking to be let in: what is under way, and the last "no". */
function useEntry(onUnknownLobby: () => void) {
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | "silence" | undefined>(seatRefusal.value);

  async function enter(name: string, code: string): Promise<void> {
    setBusy(true);
    setRefusal(undefined);
    const wished = code.trim().toUpperCase();
    const known = seat.value;
    const asking = known === undefined ? join(name, wished) : renewSeatIn(known, wished);
    const answer = await asking.catch(() => undefined);
    setBusy(false);
    if (answer?.ok) {
      seatRefusal.value = undefined;
      roomCode.value = answer.value.lobbyCode;
      return;
    }
    setRefusal(answer === undefined ? "silence" : answer.refusal);
    if (answer?.refusal.code === "lobby_unknown") onUnknownLobby();
  }

  return { isBusy, refusal, enter };
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
