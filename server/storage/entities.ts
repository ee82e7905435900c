import type { EntitySchema } from "typeorm";
import {
  AllegianceEntity,
  BattleBoostEntity,
  BattleEntity,
  BattleResultEntity,
  CountryStatsEntity,
} from "#server/battle/battle-entities.ts";
import { BattlePointsEntity } from "#server/battle/battle-points-entity.ts";
import { GifterStatsEntity } from "#server/battle/gifter-stats-entity.ts";
import { DurableRoom } from "#server/framework/durable-room.ts";
import { AccountEntity } from "#server/ledger/account-entity.ts";
import { FavorEntity } from "#server/ledger/favor-entity.ts";
import { IdempotencyEntity } from "#server/ledger/idempotency-entity.ts";
import { PostingEntity } from "#server/ledger/posting-entity.ts";
import { TopUpEntity } from "#server/ledger/top-up-entity.ts";
import { TransferEntity } from "#server/ledger/transfer-entity.ts";
import { WalletEntity } from "#server/ledger/wallet-entity.ts";
import { LiveEventEntity } from "#server/live/live-event-entity.ts";
import { LiveStreakEntity } from "#server/live/live-streak-entity.ts";
import { StreamSessionEntity } from "#server/live/stream-session-entity.ts";
import { HostActionEntity } from "#server/players/host-action-entity.ts";
import { IdentityEntity } from "#server/players/identity-entity.ts";
import { LinkChallengeEntity } from "#server/players/link-challenge-entity.ts";
import { LiveViewerEntity } from "#server/players/live-viewer-entity.ts";
import { PlayerEntity } from "#server/players/player-entity.ts";
import { BetEntity } from "#server/race/bet-entity.ts";
import {
  RaceChainEntity,
  RaceEntropyEntity,
  SeedChainEntity,
} from "#server/race/fairness-entities.ts";
import { FixedExposureEntity } from "#server/race/fixed-exposure-entity.ts";
import {
  RaceEntity,
  RaceInputEntity,
  RacePlacingEntity,
  RacePoolEntity,
  RaceRecordEntity,
  RaceResultEntity,
} from "#server/race/race-entities.ts";
import { PoolSampleEntity } from "#server/stats/pool-sample-entity.ts";
import { RaceNetEntity } from "#server/stats/race-net-entity.ts";

/** Every entity of the database: the DataSource and the migration-drift test read this list. */
export const entities: EntitySchema[] = [
  PlayerEntity,
  WalletEntity,
  AccountEntity,
  TransferEntity,
  PostingEntity,
  IdempotencyEntity,
  TopUpEntity,
  DurableRoom,
  RaceEntity,
  BetEntity,
  RaceResultEntity,
  RacePoolEntity,
  RaceRecordEntity,
  RacePlacingEntity,
  RaceInputEntity,
  RaceChainEntity,
  RaceEntropyEntity,
  SeedChainEntity,
  FixedExposureEntity,
  PoolSampleEntity,
  RaceNetEntity,
  FavorEntity,
  StreamSessionEntity,
  LiveEventEntity,
  LiveStreakEntity,
  LiveViewerEntity,
  IdentityEntity,
  LinkChallengeEntity,
  HostActionEntity,
  BattleEntity,
  BattlePointsEntity,
  BattleResultEntity,
  CountryStatsEntity,
  GifterStatsEntity,
  AllegianceEntity,
  BattleBoostEntity,
];
