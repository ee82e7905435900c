import { z } from "zod";
import { battleSettingsSchema } from "#common/battle/battle-settings.ts";
import { parseRate } from "#common/tote/parse-rate.ts";
import { StartError } from "#server/storage/start-error.ts";

/** An unset variable and an empty one are the same: `.env` files can't tell them apart. */
const text = z.preprocess((value) => (value === "" ? undefined : value), z.string().optional());
const integer = (fallback: number, range: { min: number; max: number }) =>
  z.preprocess(
    (value) => (value === "" ? undefined : value),
    z.coerce.number().int().min(range.min).max(range.max).default(fallback),
  );
const amount = (fallback: bigint) =>
  z.preprocess(
    (value) => (value === "" ? undefined : value),
    z
      .string()
      .regex(/^\d{1,15}$/, "must be whole chips")
      .transform(BigInt)
      .default(fallback),
  );
const flag = z
  .preprocess(
    (value) => (value === "" ? undefined : value),
    z.enum(["true", "false"]).default("false"),
  )
  .transform((value) => value === "true");
const flagOn = z
  .preprocess(
    (value) => (value === "" ? undefined : value),
    z.enum(["true", "false"]).default("true"),
  )
  .transform((value) => value === "true");
const countries = z
  .preprocess((value) => (value === "" ? undefined : value), z.string().default("TR,SA,EG,PK"))
  .transform((value) => value.split(",").map((country) => country.trim().toUpperCase()))
  .pipe(battleSettingsSchema.shape.sides);
const rate = z
  .preprocess((value) => (value === "" ? undefined : value), z.string().default("0.05"))
  .transform((value, context) => {
    const parsed = parseRate(value);
    if (parsed.ok) return parsed.value;
    context.addIssue({ code: "custom", message: "must be a rate like 0.05" });
    return z.NEVER;
  });

/** Every setting; `.env.example` documents each with its default. */
const environmentSchema = z.object({
  NODE_ENV: text,
  HOST: text.pipe(z.string().default("0.0.0.0")),
  PORT: integer(2567, { min: 0, max: 65_535 }),
  PUBLIC_URL: text,
  CORS_ORIGINS: text.transform((value) => value?.split(",").map((origin) => origin.trim()) ?? []),
  TRUST_PROXY_HOPS: integer(0, { min: 0, max: 10 }),
  DATA_DIR: text.pipe(z.string().default("./data")),
  DATABASE_URL: text,
  DATABASE_POOL_SIZE: integer(10, { min: 2, max: 200 }),
  JWT_SECRET: text,
  HOST_PIN: text,
  LOG_LEVEL: text.pipe(z.enum(["debug", "info", "warn", "error", "silent"]).default("warn")),
  LOG_FORMAT: text.pipe(z.enum(["pretty", "json"]).default("pretty")),
  AUTOPILOT: flag,
  LOBBY_SECONDS: integer(20, { min: 1, max: 600 }),
  BETTING_SECONDS: integer(60, { min: 5, max: 1_800 }),
  GATES_SECONDS: integer(3, { min: 1, max: 30 }),
  SETTLING_SECONDS: integer(12, { min: 1, max: 120 }),
  FIELD_SIZE: integer(8, { min: 5, max: 24 }),
  JOIN_GRANT: amount(1_000n),
  DAILY_FLOOR: amount(100n),
  HOUSE_BANKROLL: amount(1_000_000n),
  STAKE_MIN: amount(10n),
  STAKE_MAX: amount(10_000n),
  STAKE_MAX_PER_RACE: amount(20_000n),
  TAKEOUT_BPS: integer(0, { min: 0, max: 5_000 }),
  BREAK_UNIT: integer(0, { min: 0, max: 100 }),
  CANCEL_FEE: rate,
  CANCEL_CLOSES_SECONDS: integer(10, { min: 0, max: 600 }),
  WIN_ODDS: text.pipe(z.enum(["tote", "fixed"]).default("tote")),
  FIXED_LIABILITY_MAX: amount(100_000n),
  FIXED_MARGIN_BPS: integer(1_000, { min: 0, max: 5_000 }),
  POWERS: flagOn,
  MAX_POWER_SPEND_PER_RACE: amount(300n),
  ENTROPY_CALL_MS: integer(2_000, { min: 100, max: 10_000 }),
  SCRATCH_EXTENDS_SECONDS: integer(20, { min: 5, max: 300 }),
  FAVOR_MAX: amount(5_000n),
  FAVORS_OPEN_MAX: integer(3, { min: 1, max: 50 }),
  BET_QUEUE_MAX: integer(2_000, { min: 16, max: 100_000 }),
  BATTLE_DURATION_SECONDS: integer(300, { min: 10, max: 7_200 }),
  DEFAULT_COUNTRIES: countries,
  SUDDEN_DEATH_SECONDS: integer(30, { min: 0, max: 300 }),
  BATTLE_COOLDOWN_SECONDS: integer(30, { min: 5, max: 600 }),
  BATTLE_AUTOPILOT: flag,
  COMBO_WINDOW_SECONDS: integer(10, { min: 2, max: 120 }),
  TIKTOK_USERNAME: text,
  TIKTOK_WEB_HOST: text,
  TIKTOK_SIGN_URL: text,
  TIKTOK_SIGN_KEY: text,
  LIVE_SILENCE_SECONDS: integer(40, { min: 5, max: 600 }),
  LIVE_BUFFER_MAX: integer(20_000, { min: 100, max: 1_000_000 }),
  LIVE_EVENTS_KEPT_DAYS: integer(30, { min: 1, max: 3_650 }),
  LIVE_RAW_FRAMES: flag,
  RECORDINGS_DIR: text,
  BLOCKED_WORDS: text.transform((value) => value?.split(",").map((word) => word.trim()) ?? []),
  PRESENCE_MINUTES: integer(10, { min: 1, max: 120 }),
  LINK_CODES_PER_HOUR_MAX: integer(6, { min: 1, max: 1_000 }),
  CLIENTS_MAX: integer(5_000, { min: 1, max: 100_000 }),
  MESSAGES_PER_SECOND_MAX: integer(60, { min: 5, max: 10_000 }),
  SEAT_KEPT_SECONDS: integer(30, { min: 1, max: 600 }),
  QUEUED_BYTES_MAX: integer(1_048_576, { min: 65_536, max: 67_108_864 }),
  PAYLOAD_BYTES_MAX: integer(16_384, { min: 1_024, max: 1_048_576 }),
  BODY_BYTES_MAX: integer(16_384, { min: 1_024, max: 1_048_576 }),
  REQUESTS_PER_SECOND_MAX: integer(50, { min: 1, max: 100_000 }),
  JOINS_PER_MINUTE_MAX: integer(120, { min: 1, max: 1_000_000 }),
  LEASE_SECONDS: integer(15, { min: 3, max: 300 }),
});

export type Config = z.output<typeof environmentSchema>;

/** Names of all settings. */
export const settingNames: readonly string[] = Object.keys(environmentSchema.shape);

/** A bet stakes something, and the least is not more than the most. */
function hasStakeRange({ STAKE_MIN, STAKE_MAX }: Config): boolean {
  return STAKE_MIN > 0n && STAKE_MIN <= STAKE_MAX;
}
const stakeRangeFault = { path: ["STAKE_MIN"], message: "must be 1 or more, up to STAKE_MAX" };

/** The one place that reads the environment. Throws `StartError` that names every setting that is wrong. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environmentSchema.refine(hasStakeRange, stakeRangeFault).safeParse(environment);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new StartError(`These settings are not valid: ${faults.join("; ")}.`);
}
