import {createApi} from '../../source/api/api.ts';
import {decodeMachineList} from '../../source/api/decode/machine-list.ts';
import {columns} from '../../source/domain/columns.ts';
import {diagnosisAt, findIn, worstOf} from '../../source/domain/diagnosis/diagnosis.ts';
import {mergeFleet} from '../../source/domain/merge-fleet.ts';
import {machineLanguage} from '../../source/domain/query/machine-language.ts';
import {matchesQuery, parseQuery} from '../../source/domain/query/parse.ts';
import {defaultSort, sortMachines} from '../../source/domain/sort.ts';
import {startLocalApi} from '../../source/local/local-api.ts';
import {createRandom} from '../../source/local/random.ts';
import {systemClock} from '../../source/runtime/clock.ts';
import {noLeases, subjectOf} from '../../source/store/machine-subjects.ts';
import {type Figure, figureOf, timed} from './measure.ts';

const screenRows = 36;

/** What a poll costs from the wire to the rows on the screen, for fleets of several sizes. */
export const dataPathFigures = async (sizes: readonly number[]): Promise<readonly Figure[]> => {
	const figures: Figure[] = [];
	for (const size of sizes) {
		const name = `${size} machines`;
		const server = await startLocalApi({
			clock: systemClock,
			random: createRandom(1),
			token: 't',
			scenario: 'empty',
			fleet: size,
			limits: false,
		});
		const answer = await fetch(`${server.url}/v1/apps/fleet/machines?include_leases=true`, {headers: {authorization: 'Bearer t'}});
		const text = await answer.text();
		const api = createApi({baseUrl: server.url, token: 't', clock: systemClock, userAgent: 'bench'});
		const startMs = performance.now();
		await api.listMachines('fleet');
		figures.push(figureOf(name, 'list through the client', [performance.now() - startMs]));
		await server.close();

		const runs = size > 1000 ? 10 : 50;
		const decode = () => decodeMachineList(JSON.parse(text), 'fleet')?.machines ?? [];
		const machines = decode();
		const fleet = mergeFleet(new Map(), 'fleet', machines);
		const again = decode();
		const nowMs = systemClock.now();
		const findings = findIn(machines);
		const diagnosis = diagnosisAt(findings, nowMs);
		const [changed, ...others] = machines;
		const oneChanged = changed === undefined ? [] : [{...changed}, ...others];
		figures.push(
			timed(name, `parse and decode (${Math.round(text.length / 1024)} kB)`, runs, decode),
			timed(name, 'merge an unchanged list', runs, () => mergeFleet(fleet, 'fleet', again)),
			timed(name, 'diagnose, every one new', runs, () => diagnosisAt(findIn(decode()), nowMs)),
			timed(name, 'diagnose, one of them new', runs, () => findIn(oneChanged, findings)),
			timed(name, 'diagnose, none new, later', runs, () => diagnosisAt(findings, nowMs)),
			timed(name, 'sort, trouble first', runs, () => sortMachines(machines, defaultSort, diagnosis)),
			...['fra', '-fra', 'state:started region:fra,ams', '~fl1', '/fra|ams/'].map(filter => {
				const query = parseQuery(filter, machineLanguage);
				return timed(name, `filter by ${filter}`, runs, () =>
					machines.filter(machine => matchesQuery(query, subjectOf(machine, diagnosis, noLeases, nowMs))),
				);
			}),
		);
		if (size === 1000) {
			const visible = machines.slice(0, screenRows);
			figures.push(
				timed(name, `text of ${screenRows} rows`, 200, () =>
					visible.map(machine =>
						columns.map(column =>
							column.text({machine, pending: undefined, lease: undefined, isOwnLease: false, trouble: worstOf(diagnosis, machine), nowMs}),
						),
					),
				),
			);
		}
	}

	return figures;
};
