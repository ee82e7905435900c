import { formatCount } from "#client/framework/format-count.ts";
import { formatMoment } from "#client/framework/format-moment.ts";
import { channelName } from "#common/live/channel-name.ts";
import type { StreamSessionWire } from "#common/live/live-api.ts";
import { SourceTag } from "./source-tag.tsx";
import { texts } from "./texts.ts";

/** The stream sessions, newest first, each the way to its report. */
export function SessionList({ sessions }: { sessions: readonly StreamSessionWire[] }) {
  const { report } = texts.value.stage;
  if (sessions.length === 0) {
    return (
      <section class="panel stack">
        <p class="label">{report.none}</p>
        <p class="dim">{report.noneDetail}</p>
        <a class="button" href="/host#battle">
          {report.back}
        </a>
      </section>
    );
  }
  return (
    <section class="stack">
      <h2 class="section-label">{report.sessions}</h2>
      <ol class="sessions">
        {sessions.map((session) => (
          <li key={session.id}>
            <a class="panel session" href={`/report?session=${session.id}`}>
              <span class="label">
                {report.session(channelName(session.channel))} <SourceTag source={session.source} />
              </span>
              <span class="dim">
                {report.from(formatMoment(session.startedAt))}{" "}
                {session.endedAt === null
                  ? `· ${report.open}`
                  : report.to(formatMoment(session.endedAt))}{" "}
                · {report.events(formatCount(session.events))}
              </span>
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}
