import { type ComponentType, createContext } from "preact";
import { useContext } from "preact/hooks";

/** How runners look all over the house; the page that shows the statistics brings it. */
export interface RunnerLook {
  /** A saddle number on its runner's colours. */
  Chip: ComponentType<{ number: number; livery: number }>;
  /** `#RRGGBB` of a livery. */
  colourOf(livery: number): string;
}

const LookContext = createContext<RunnerLook | undefined>(undefined);

export const RunnerLookProvider = LookContext.Provider;

export function useRunnerLook(): RunnerLook {
  const look = useContext(LookContext);
  if (look === undefined) throw new Error("no look of runners on this page");
  return look;
}
