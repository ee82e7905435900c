import { cleanLineWithFlags, firstCharacters } from "#common/framework/clean-line.ts";

/** Longest name from a live platform, in characters as a reader counts them. */
export const NAME_MAX = 24;
/** Longest comment kept. */
export const COMMENT_MAX = 500;

/**
 * A name from outside, fit for a screen and for the database (LIVE INPUT-3): a clean line of at most
 * 24 characters, cut between characters. With nothing to see in it, the fallback (a handle) cleaned
 * alike; with nothing in that either, "viewer".
 */
export function cleanName(raw: string, fallback: string): string {
  return nameOf(raw) ?? nameOf(fallback) ?? "viewer";
}

/** A comment from outside: a clean line of at most 500 characters, cut between them; may be empty. */
export function cleanComment(raw: string): string {
  return cutLine(raw, COMMENT_MAX);
}

function nameOf(raw: string): string | undefined {
  const name = cutLine(raw, NAME_MAX);
  return VISIBLE.test(name) ? name : undefined;
}

function cutLine(raw: string, max: number): string {
  // Cleaning costs by the length of the raw text, which a stranger chooses.
  return firstCharacters(cleanLineWithFlags(raw.slice(0, RAW_MAX)), max).trimEnd();
}

const RAW_MAX = 4_000;

const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
