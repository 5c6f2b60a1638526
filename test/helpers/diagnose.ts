import {diagnose, worstOf} from '../../source/domain/diagnosis/diagnosis.ts';
import type {Machine} from '../../source/domain/machine.ts';
import type {MachineSubject} from '../../source/domain/query/machine-keys.ts';
import {machineLanguage} from '../../source/domain/query/machine-language.ts';
import {matchesQuery, parseQuery, type Query} from '../../source/domain/query/parse.ts';
import type {Trouble} from '../../source/domain/trouble.ts';
import {whyOf} from '../../source/domain/why.ts';
import {noLeases, subjectOf} from '../../source/store/machine-subjects.ts';

/** The worst that is wrong with a machine of which no other is known. */
export const troubleAt = (machine: Machine, nowMs: number): Trouble | undefined => worstOf(diagnose([machine], nowMs), machine);

/** The WHY column of such a machine. */
export const whyAt = (machine: Machine, nowMs: number): string => whyOf(machine, troubleAt(machine, nowMs));

/** What a query looks at of such a machine. */
export const subjectAt = (machine: Machine, nowMs: number): MachineSubject =>
	subjectOf(machine, diagnose([machine], nowMs), noLeases, nowMs);

/** A query about machines. */
export const machineQuery = (text: string): Query<MachineSubject> => parseQuery(text, machineLanguage);

/** Whether such a machine fits a query. */
export const matchesAt = (query: Query<MachineSubject>, machine: Machine, nowMs: number): boolean =>
	matchesQuery(query, subjectAt(machine, nowMs));
