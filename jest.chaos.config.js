import fast from './jest.config.js';

/** What takes minutes, or thousands of connections; one test at a time, since they need the machine to themselves. */
/** @type {import('jest').Config} */
export default {
  ...fast,
  roots: ['<rootDir>/test/chaos'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
  testTimeout: 300_000,
  reporters: ['default', '<rootDir>/test/chaos/support/case-table.js'],
};
