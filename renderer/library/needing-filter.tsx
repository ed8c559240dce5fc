/** Which clips to list: all, or those that a new version of their article changed or lost. */
import { CircleAlert } from "lucide-react";
import { useCall } from "../api.ts";
import { formatNumber } from "../ui/format.ts";

export interface NeedingFilterProps {
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

/** A button that stays in, with their number. It is there only while there are any, or it is on. */
export function NeedingFilter({ on, onChange }: NeedingFilterProps) {
  const { data } = useCall("clips.attention", { offset: 0, limit: 1, words: "" });
  const total = data?.total ?? 0;
  if (total === 0 && !on) return null;
  return (
    <div className="library-needing">
      <button
        type="button"
        className="library-needing-button"
        aria-pressed={on}
        onClick={() => onChange(!on)}
      >
        <CircleAlert size={14} strokeWidth={1.5} aria-hidden="true" />
        Needs you <span className="library-needing-count">{formatNumber(total)}</span>
      </button>
    </div>
  );
}
