import type { Random } from "#common/framework/random.ts";
import type { RaceCard, Runner, Track } from "./card.ts";
import { FIELD_SIZE_MAX, FIELD_SIZE_MIN } from "./field-size.ts";
import { stable } from "./stable.ts";
import { tracks } from "./tracks.ts";

/** A field is drawn from about twice its size: wider, and small fields would be no contest. */
const SPAN_EXTRA = 4;

/**
 * Draws a card: one runner of each class, so that every field has a favourite and outsiders, under
 * saddle numbers drawn by lot. A runner keeps its livery, its place in the stable.
 *
 * `fieldSize` is 5 to 24. Without `trackId` the track is drawn; an unknown one throws.
 */
export function drawCard(options: {
  fieldSize: number;
  trackId?: string;
  random: Random;
}): RaceCard {
  const { fieldSize, trackId, random } = options;
  if (!Number.isInteger(fieldSize) || fieldSize < FIELD_SIZE_MIN || fieldSize > FIELD_SIZE_MAX) {
    throw new RangeError(`no field of ${fieldSize} runners`);
  }
  const drawn = tracks[random.below(tracks.length)];
  const track = trackId === undefined ? drawn : tracks.find(({ id }) => id === trackId);
  if (track === undefined) throw new RangeError(`no track ${trackId}`);
  const runners = random.shuffle(drawLiveries(fieldSize, random)).map(saddle);
  return { title: `${track.name} ${track.distanceMm / 1000} m`, track: copyTrack(track), runners };
}

/**
 * Draws one runner of each class. The classes are cut from a stretch of the stable that begins
 * at a drawn rank, so that a small field is not always led by the same stars.
 */
function drawLiveries(fieldSize: number, random: Random): number[] {
  const span = Math.min(stable.length, 2 * fieldSize + SPAN_EXTRA);
  const strongest = random.below(stable.length - span + 1);
  const firstOf = (rank: number) => strongest + Math.floor((rank * span) / fieldSize);
  return Array.from({ length: fieldSize }, (_, rank) => {
    return firstOf(rank) + random.below(firstOf(rank + 1) - firstOf(rank));
  });
}

/** A card owns its track, as it owns its runners: changing it changes no other card. */
function copyTrack(track: Track): Track {
  return { ...track, segments: track.segments.map((segment) => ({ ...segment })) };
}

function saddle(livery: number, index: number): Runner {
  const { id, name, stats } = stable[livery]!;
  return { id, number: index + 1, name, livery, stats: { ...stats } };
}
