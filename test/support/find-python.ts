import { findProgram } from './find-program.ts';

/** The path of Python 3, or one sentence that says how to get it. */
export const findPython = (): string =>
  findProgram({ variable: 'PYTHON_BIN', names: ['python3'], debianPackage: 'python3' });
