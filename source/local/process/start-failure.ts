import type {ExitOutcome} from '../fleet/machine-record.ts';

/** Why a machine could not be started. Nothing of it runs. */
export class StartFailure extends Error {
	override readonly name = 'StartFailure';
	readonly outcome: ExitOutcome;
	/** The host could not put the machine's files and volumes in place: the config names what is not there, or what is in the way. */
	readonly isOfHost: boolean;

	constructor(outcome: ExitOutcome, {isOfHost}: {readonly isOfHost: boolean}) {
		super(outcome.error);
		this.outcome = outcome;
		this.isOfHost = isOfHost;
	}
}
