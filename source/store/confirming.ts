import type {Confirmation} from './state.ts';

/** The question before an act, with what was typed so far. */
export type ConfirmMode = {
	readonly kind: 'confirm';
	readonly confirmation: Confirmation;
	readonly typed: string;
	/** How many machines are worked on at once, where there are several. */
	readonly parallel: number;
	/** How many of the machines have gone by above, where not all of them fit. */
	readonly scroll: number;
	/** Whether marks that the filter hides were seen and are meant. */
	readonly isHiddenAccepted: boolean;
	/** For how long a cordon is meant, as typed; empty: without end. */
	readonly lasts: string;
	/** Whether the keys go there at the moment. */
	readonly isLastsOpen: boolean;
};

/** The question as it opens: nothing is typed, and marks that the filter hides are still to be seen. */
export const questionOf = (confirmation: Confirmation): ConfirmMode => ({
	kind: 'confirm',
	confirmation,
	typed: '',
	parallel: 1,
	scroll: 0,
	isHiddenAccepted: confirmation.hidden === 0,
	lasts: '',
	isLastsOpen: false,
});
