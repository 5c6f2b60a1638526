import {maskedText} from '../../domain/config/masking.ts';
import {type Line, plain} from '../../domain/details/line.ts';
import type {Lease, Machine} from '../../domain/machine.ts';
import {inWidth, truncate, widthOf} from '../../domain/text.ts';
import {formatCountdown} from '../../domain/time.ts';
import {selectLease} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';

/** From so many cells on, a lease takes one line. */
const wideFrom = 100;

const leaseLines = ({ownLeases, nowMs}: State, {id, name, app}: Machine, lease: Lease, width: number): readonly Line[] => {
	const own = ownLeases.get(id);
	const left = formatCountdown(lease.expiresAtMs - nowMs).padStart(8);
	const renewal = own?.isRenewed === true ? '  auto-renew on' : '';
	const head: Line = [
		{text: `${left}  `, isStrong: true},
		own === undefined ? {text: 'theirs  ', tone: 'busy'} : {text: 'ours    ', tone: 'good'},
		{text: `${inWidth(id, 14)}  ${inWidth(name, 20)}  ${app}`},
	];
	const who = `${lease.owner}${renewal}${lease.description === '' ? '' : `  for: ${maskedText(lease.description)}`}`;
	const used = head.reduce((sum, {text}) => sum + widthOf(text), 0);
	return width >= wideFrom
		? [[...head, {text: truncate(`  ${who}`, Math.max(0, width - used)), isFaint: true}]]
		: [head, [{text: truncate(`${' '.repeat(10)}${who}`, width), isFaint: true}]];
};

/** Every lease that is known of the machines that flydeck shows, the one that ends first on top. */
export const leasePage = (state: State, width: number): {readonly title: string; readonly lines: readonly Line[]} => {
	const leases = [...state.fleet.values()].flatMap(machine => {
		const lease = selectLease(state, machine);
		return lease === undefined ? [] : [{machine, lease}];
	});
	const ours = leases.filter(({machine}) => state.ownLeases.has(machine.id)).length;
	return {
		title: `leases, ${leases.length}, ${ours} of them ours`,
		lines:
			leases.length === 0
				? [plain('Nobody holds a lease on these machines. L takes one.')]
				: leases
						.toSorted((left, right) => left.lease.expiresAtMs - right.lease.expiresAtMs)
						.flatMap(({machine, lease}) => leaseLines(state, machine, lease, width)),
	};
};
