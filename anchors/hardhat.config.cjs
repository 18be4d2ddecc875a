// A chain of one node for tests: what it holds is gone when it stops.
module.exports = { solidity: '0.8.30', networks: { hardhat: { chainId: 31337 } } }
