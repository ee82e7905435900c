import { type Outcome, refuse } from "#common/framework/refusals.ts";
import type { ConnectLive } from "#common/live/live-schemas.ts";
import type { StageLive } from "./battle/live-port.ts";
import type { Stages } from "./compose-stages.ts";
import type { Config } from "./config.ts";
import type { Log } from "./framework/log.ts";
import { parseTikTokName } from "./live/tiktok/parse-tiktok-name.ts";

/** Live input of the newest stage, for whoever starts the process. */
export interface LiveDoor {
  /** As the stage's host would. */
  connectLive(
    request: ConnectLive,
  ): Promise<Outcome<unknown, "stage_unknown"> | Awaited<ReturnType<StageLive["connect"]>>>;
  /** How its source is doing. */
  liveStatus(): Promise<StageLive["status"] | undefined>;
  /** Leaves what the stage is connected to, if it is. */
  disconnectLive(): Promise<void>;
}

export function openLiveDoor({ service, directory }: Stages): LiveDoor {
  async function newest() {
    const row = await service.find("current");
    return row && directory.find(row.id)?.live;
  }
  return {
    async connectLive(request) {
      return (await newest())?.connect(request) ?? refuse("stage_unknown");
    },
    async liveStatus() {
      return (await newest())?.status;
    },
    async disconnectLive() {
      await (await newest())?.disconnect();
    },
  };
}

/**
 * Connects the TikTok name of the settings, unless the stage is connected already. Of two LIVEs the
 * setting's wins over the one that the stage was left with, whoever had chosen that.
 */
export async function connectConfigured(
  door: LiveDoor,
  { TIKTOK_USERNAME: channel }: Config,
  log: Log,
): Promise<void> {
  if (channel === undefined) return;
  const wanted = parseTikTokName(channel);
  const { source, channel: present } = (await door.liveStatus()) ?? {};
  if (wanted !== undefined && source === "tiktok" && present !== wanted) {
    log.info({ left: present, channel: wanted }, "TIKTOK_USERNAME names another LIVE; it is taken");
    await door.disconnectLive();
  }
  const connected = await door.connectLive({ source: "tiktok", channel });
  if (connected.ok || connected.refusal.code === "source_connected") return;
  log.error({ channel, refusal: connected.refusal }, "TIKTOK_USERNAME is not connected");
}
