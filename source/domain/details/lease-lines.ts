import {maskedText} from '../config/masking.ts';
import type {Lease} from '../machine.ts';
import {formatCountdown, formatMoment} from '../time.ts';
import {type Line, labelled, plain} from './line.ts';

/** Who may change the machine at this moment, and for how long. */
export const leaseLines = (lease: Lease | undefined, isOwn: boolean, nowMs: number): readonly Line[] => {
	if (lease === undefined || lease.expiresAtMs <= nowMs) {
		return [plain('Nobody holds a lease on this machine: everybody with access to the app may change it.'), plain('L takes one.')];
	}

	return [
		labelled('lease', isOwn ? 'held by this flydeck' : 'held by somebody else', isOwn ? 'good' : 'busy'),
		labelled('owner', lease.owner),
		labelled('for', maskedText(lease.description) || '-'),
		labelled('expires', `${formatCountdown(lease.expiresAtMs - nowMs)} (${formatMoment(lease.expiresAtMs)})`),
		...(isOwn
			? [plain('L refreshes or releases it.')]
			: [plain('Until it ends, the API refuses or delays what others ask of this machine.')]),
	];
};
