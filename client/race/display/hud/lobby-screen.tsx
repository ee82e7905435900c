import { texts } from "#client/race/display/texts.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { FieldCard } from "./field-card.tsx";
import { QrCode } from "./qr-code.tsx";
import { TimeLeft } from "./time-left.tsx";
import { useDisplay } from "./use-display.ts";

/** Between races: the way in, who is here, and what runs next. */
export function LobbyScreen({ view }: { view: RaceView }) {
  const { display } = texts.value;
  return (
    <div class="lobby">
      <JoinPanel code={view.lobbyCode} />
      <section class="lobby-next" aria-label={view.title}>
        <FieldCard view={view} />
        <Arrivals playerCount={view.playerCount} />
        <p class="lobby-opens panel">
          {view.phaseEndsAt === 0 && !view.isPaused ? (
            <span>{display.bettingOpensSoon}</span>
          ) : (
            <>
              <span>{display.bettingOpensIn}</span>
              {view.isPaused ? <b>{texts.value.common.paused}</b> : <TimeLeft />}
            </>
          )}
        </p>
      </section>
    </div>
  );
}

function JoinPanel({ code }: { code: string }) {
  const lobby = useDisplay().feed.lobby.value;
  const { display } = texts.value;
  return (
    <section class="lobby-join panel" aria-label={display.joinHeading}>
      <h2 class="lobby-heading">{display.joinHeading}</h2>
      {lobby && (
        <div class="lobby-qr">
          <QrCode url={lobby.joinUrl} />
        </div>
      )}
      <p class="lobby-scan">{display.scanLong}</p>
      {lobby && (
        <p class="lobby-url">
          {display.orOpen} <b>{addressOf(lobby.joinUrl)}</b>
        </p>
      )}
      <p class="lobby-code-label">{display.roomCode}</p>
      <p class="lobby-code">{code}</p>
      <p class="lobby-play-money">{display.playMoney}</p>
    </section>
  );
}

/** The part of the address people type: the code is asked for on the page. */
function addressOf(joinUrl: string): string {
  return new URL(joinUrl).host;
}

function Arrivals({ playerCount }: { playerCount: number }) {
  const arrivals = useDisplay().feed.arrivals.value;
  const { common, display } = texts.value;
  return (
    <section class="arrivals panel" aria-label={display.playersHeading}>
      <h3 class="panel-heading">
        {display.playersHeading} <b>{common.playerCount(playerCount)}</b>
      </h3>
      {arrivals.length === 0 ? (
        <p class="arrivals-none">{display.nobodyYet}</p>
      ) : (
        <ul class="arrivals-names" aria-live="polite" aria-relevant="additions">
          {arrivals.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
