import type {Seen} from './aspects.ts';
import {type Aspect, type CheckAspect, type CheckOutput, isCheckAspect, isGoodStatus} from './record.ts';

type Aspects = ReadonlyMap<Aspect, Seen>;

/** Answers what the failing checks of a machine say now, and what those said last that fail no more, as far as the journal has to be told. */
export type OutputTeller = (machineId: string, before: Aspects | undefined, after: Aspects, nowMs: number) => readonly CheckOutput[];

/** While a check goes on failing, its output is told no more often, in ms: one may say something else each time. */
const againMs = 60_000;

type Told = Omit<CheckOutput, 'aspect'>;

const isFailing = (seen: Seen | undefined): seen is Seen => seen !== undefined && !isGoodStatus(seen.value);

/** What a check said last that has another status now, unless that was told. It was seen a moment ago. */
const lastOf = (told: Told | undefined, before: Seen | undefined, after: Seen, nowMs: number): readonly Told[] => {
	const isOver = isFailing(before) && before.value !== after.value && told?.output !== before.detail;
	return isOver ? [{status: before.value, output: before.detail, atMs: Math.min(nowMs, after.sinceMs ?? nowMs) - 1}] : [];
};

const isNews = (told: Told | undefined, after: Seen, nowMs: number): boolean =>
	told?.status !== after.value || (told.output !== after.detail && nowMs - told.atMs >= againMs);

/** Remembers what it told. */
export const createOutputTeller = (): OutputTeller => {
	const toldByMachine = new Map<string, Map<CheckAspect, Told>>();
	return (machineId, before, after, nowMs) => {
		const toldHere = toldByMachine.get(machineId) ?? new Map<CheckAspect, Told>();
		toldByMachine.set(machineId, toldHere);
		return [...after.values()].flatMap(seen => {
			const {aspect, value: status, detail: output} = seen;
			if (!isCheckAspect(aspect)) {
				return [];
			}

			const told = toldHere.get(aspect);
			const present = {status, output, atMs: nowMs};
			const isTold = isFailing(seen) && isNews(told, seen, nowMs);
			if (isTold) {
				toldHere.set(aspect, present);
			} else if (!isFailing(seen)) {
				toldHere.delete(aspect);
			}

			return [...lastOf(told, before?.get(aspect), seen, nowMs), ...(isTold ? [present] : [])].map(each => ({aspect, ...each}));
		});
	};
};
