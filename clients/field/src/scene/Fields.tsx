// All fields of one carried form, folded as it says, with its one quick tap.
import { Icon } from "../look/parts";
import { FieldView } from "./FieldView";
import { folded, type Form, type Told } from "./form";
import type { Problem } from "./problems";

interface Props {
  form: Form;
  told: Told;
  wrong: readonly Problem[];
  tell: (name: string, values: string[]) => void;
  quick: () => void;
}

export function FormFields({ form, told, wrong, tell, quick }: Props) {
  const error = (name: string): string => wrong.find(([field]) => field === name)?.[1] ?? "";
  return (
    <>
      {form.quick && (
        <button class="btn wide" type="button" onClick={quick}>
          <Icon name="check" />
          {form.quick}
        </button>
      )}
      {folded(form, told).map((fold, at) => {
        const fields = fold.fields.map((field) => <FieldView key={field.name} field={field} told={told} error={error(field.name)} tell={tell} />);
        if (!fold.words) return <div key={at} class="stack2">{fields}</div>;
        const open = fold.open || fold.fields.some((field) => error(field.name));
        return (
          <details key={at} class="fold" open={open || undefined}>
            <summary>{fold.words}</summary>
            <div class="stack2">{fields}</div>
          </details>
        );
      })}
    </>
  );
}
