import { formatAmount } from "#client/framework/format-amount.ts";
import { formatCount } from "#client/framework/format-count.ts";
import { call } from "#client/framework/http.ts";
import { language } from "#client/framework/language.ts";
import { useAsked } from "#client/framework/use-asked.ts";
import type { RouteReplyWire } from "#common/framework/route-contract.ts";
import type { BoardSpan, statsRoutes } from "#common/stats/stats-api.ts";
import { AskedNote } from "./asked-note.tsx";
import { boardSpanNames } from "./board-spans.ts";
import { BoardTable } from "./board-table.tsx";
import { readOwnToken } from "./own-seat.ts";
import { texts } from "./texts.ts";

type Places = RouteReplyWire<(typeof statsRoutes)["readOwnPlaces"]>;

/** How often a board that is looked at is asked for again. */
const LOOK_EVERY_MS = 15_000;

/** Players by their net result: tonight, this season, of all time; of one lobby where the address names it. */
export function BoardPage({ span, lobby }: { span: BoardSpan; lobby: string | undefined }) {
  const { board: words } = texts.value.stats;
  const query = { span, ...(lobby !== undefined && { lobby }) };
  const asked = useAsked(() => call("GET", "/leaderboards/players", { query }), [span, lobby], {
    everyMs: LOOK_EVERY_MS,
  });
  const board = asked.value;
  const places = useOwnPlaces(lobby, board);
  const mine = places?.[span] ?? undefined;
  return (
    <main class="page">
      <h1 class="headline">{words.heading}</h1>
      <SpanLinks span={span} lobby={lobby} />
      <p class="dim">
        {words.spanHints[span]} {lobby !== undefined && words.lobby(lobby)}{" "}
        {lobby !== undefined && <a href={`?span=${span}`}>{words.everyLobby}</a>}
      </p>
      <AskedNote asked={asked} />
      {board?.players.length === 0 && (
        <section class="panel stack">
          <p class="label">{words.none}</p>
          <p class="dim">{words.noneDetail}</p>
        </section>
      )}
      {mine !== undefined && (
        <p class="panel own-place label" role="status">
          {words.mine(
            formatCount(mine.place),
            formatAmount(mine.net, language.value, { isSigned: true }),
          )}
        </p>
      )}
      {board !== undefined && board.players.length > 0 && (
        <section class="panel stack">
          <BoardTable players={board.players} ownPlace={mine?.place} />
          {board.playerCount > board.players.length && (
            <p class="hint">
              {words.more(formatCount(board.players.length), formatCount(board.playerCount))}
            </p>
          )}
          <p class="hint">{words.netHint}</p>
        </section>
      )}
    </main>
  );
}

function SpanLinks({ span, lobby }: { span: BoardSpan; lobby: string | undefined }) {
  const { board: words } = texts.value.stats;
  const suffix = lobby === undefined ? "" : `&lobby=${lobby}`;
  return (
    <nav class="segments span-links" aria-label={words.spanLabel}>
      {boardSpanNames.map((name) => (
        <a
          key={name}
          class="segment label"
          href={`/leaderboards/players?span=${name}${suffix}`}
          {...(name === span && { "aria-current": "page" as const })}
        >
          {words.spans[name]}
        </a>
      ))}
    </nav>
  );
}

/** My place on each board, asked again with every new board; undefined for a device without a seat. */
function useOwnPlaces(lobby: string | undefined, board: unknown): Places | undefined {
  const token = readOwnToken();
  const asked = useAsked<Places | undefined>(async () => {
    if (token === undefined) return { ok: true as const, value: undefined };
    const query = lobby === undefined ? {} : { lobby };
    const answer = await call("GET", "/leaderboards/players/me", { query, token });
    // A seat that has expired is nobody's place, and the board is there all the same.
    return answer.ok ? answer : { ok: true as const, value: undefined };
  }, [lobby, board]);
  return asked.value;
}
