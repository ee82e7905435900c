import { useRunnerLook } from "./runner-look.ts";

/** A runner with its number in this race. */
export function RunnerMark(props: { number: number; livery: number; name: string }) {
  const { Chip } = useRunnerLook();
  const { number, livery, name } = props;
  return (
    <span class="runner-mark">
      <Chip number={number} livery={livery} />
      <span>{name}</span>
    </span>
  );
}

/** A runner of the stable, without a race: a patch of its colours. */
export function RunnerPatch({ livery }: { livery: number }) {
  const { colourOf } = useRunnerLook();
  return <span class="runner-patch" style={{ background: colourOf(livery) }} aria-hidden="true" />;
}
