import { downloadJson } from "#client/framework/download-json.ts";
import { Figure } from "#client/framework/figure.tsx";
import { formatCount } from "#client/framework/format-count.ts";
import { formatMoment } from "#client/framework/format-moment.ts";
import { TableFrame } from "#client/framework/table-frame.tsx";
import { channelName } from "#common/live/channel-name.ts";
import type { StreamSessionWire } from "#common/live/live-api.ts";
import type { ShowReport } from "#common/live/live-schemas.ts";
import { SourceTag } from "./source-tag.tsx";
import { texts } from "./texts.ts";

const ROWS_MAX = 50;
const figures = [
  "gifts",
  "diamonds",
  "streaks",
  "likes",
  "chats",
  "follows",
  "shares",
  "joins",
  "viewersPeak",
] as const satisfies readonly (keyof ShowReport)[];

/** What one session brought in: totals, by gift and by viewer, and all of it as a file. */
export function SessionReport(props: { session: StreamSessionWire; report: ShowReport }) {
  const { session, report } = props;
  const { report: words } = texts.value.stage;
  return (
    <>
      <header class="stack">
        <h2 class="headline">
          {words.session(channelName(session.channel))} <SourceTag source={session.source} />
        </h2>
        <p class="dim">
          {words.from(formatMoment(session.startedAt))}{" "}
          {session.endedAt === null ? `· ${words.open}` : words.to(formatMoment(session.endedAt))}
        </p>
      </header>
      <section class="panel stack">
        <h2 class="section-label">{words.totals}</h2>
        <dl class="figures">
          {figures.map((name) => (
            <Figure key={name} label={words.figures[name]}>
              {formatCount(report[name])}
            </Figure>
          ))}
        </dl>
        <button
          type="button"
          class="button"
          onClick={() => downloadJson(`live-report-${session.id}.json`, { session, report })}
        >
          {words.download}
        </button>
      </section>
      <div class="report-columns">
        <Shares
          heading={words.byGift}
          head={words.gift}
          rows={report.byGift.map(({ giftId, name, ...rest }) => ({
            id: giftId,
            name: name === "" ? giftId : name,
            ...rest,
          }))}
        />
        <Shares
          heading={words.byViewer}
          head={words.viewer}
          rows={report.byViewer.map(({ viewerId, ...rest }) => ({ id: viewerId, ...rest }))}
        />
      </div>
    </>
  );
}

interface Share {
  id: string;
  name: string;
  gifts: number;
  diamonds: number;
}

function Shares(props: { heading: string; head: string; rows: readonly Share[] }) {
  const { heading, head, rows } = props;
  const { report: words } = texts.value.stage;
  return (
    <section class="panel stack">
      <h2 class="section-label">{heading}</h2>
      {rows.length === 0 ? (
        <p class="dim">{words.noGifts}</p>
      ) : (
        <TableFrame label={heading} heads={[head, words.figures.gifts, words.figures.diamonds]}>
          {rows.slice(0, ROWS_MAX).map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <bdi>{row.name}</bdi>
              </th>
              <td>{formatCount(row.gifts)}</td>
              <td class="numeral">{formatCount(row.diamonds)}</td>
            </tr>
          ))}
        </TableFrame>
      )}
      {rows.length > ROWS_MAX && (
        <p class="hint">{words.more(formatCount(rows.length - ROWS_MAX))}</p>
      )}
    </section>
  );
}
