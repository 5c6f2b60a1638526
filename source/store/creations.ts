import type {Change} from '../domain/config/diff.ts';
import type {CreateInput} from '../domain/config/form.ts';
import type {JsonObject} from '../domain/json.ts';
import type {Fleet} from '../domain/merge-fleet.ts';
import type {Form} from './forms.ts';
import type {Target} from './state.ts';

/** The machine that a new one is to be like. */
export type CloneSource = {
	readonly target: Target;
	readonly region: string;
	/** Its whole config to the letter: to be sent, never shown. */
	readonly config: JsonObject;
	/** What of it the clone does not get, in sentences. */
	readonly left: readonly string[];
};

/** A machine that is to be made, as it is asked about. */
export type MachinePlan = {
	readonly app: string;
	/** The whole config to the letter: to be sent, never shown. */
	readonly input: CreateInput;
	readonly source: CloneSource | undefined;
	/** How its config differs from the one that it is cloned from, or from none. */
	readonly changes: readonly Change[];
	/** What the API would pass over, in sentences. */
	readonly warnings: readonly string[];
	/** What it was written in. */
	readonly form: Form;
};

/** What is to be made is read and answered: yes makes it. */
export type CreateMode = {readonly kind: 'create'; readonly plan: MachinePlan; readonly scroll: number};

/** Whether the new machine is to be like the one that was under the cursor is asked. */
export type NewMachineMode = {readonly kind: 'new-machine'; readonly target: Target | undefined};

/** The regions to choose from: those where machines run first. */
export const regionChoices = (fleet: Fleet, regions: readonly string[]): readonly string[] => {
	const inUse = [...fleet.values()].map(({region}) => region).filter(region => region !== '');
	return [...new Set([...inUse.toSorted(), ...regions])];
};
