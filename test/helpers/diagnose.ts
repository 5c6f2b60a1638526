import {diagnose, worstOf} from '../../source/domain/diagnosis/diagnosis.ts';
import type {Machine} from '../../source/domain/machine.ts';
import {matchesQuery, type Query} from '../../source/domain/query.ts';
import type {Trouble} from '../../source/domain/trouble.ts';
import {whyOf} from '../../source/domain/why.ts';

/** The worst that is wrong with a machine of which no other is known. */
export const troubleAt = (machine: Machine, nowMs: number): Trouble | undefined => worstOf(diagnose([machine], nowMs), machine);

/** The WHY column of such a machine. */
export const whyAt = (machine: Machine, nowMs: number): string => whyOf(machine, troubleAt(machine, nowMs));

/** Whether such a machine fits a query. */
export const matchesAt = (query: Query, machine: Machine, nowMs: number): boolean =>
	matchesQuery(query, machine, nowMs, troubleAt(machine, nowMs));
