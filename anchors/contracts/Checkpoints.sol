// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// Keeps the checkpoints of evidence logs. A log is known by the SM3 of its origin and belongs to whoever wrote it
/// first. Sizes only grow, and what stands at a size stands for ever: nobody, not even the writer, can replace it.
contract Checkpoints {
    struct Log {
        address writer;
        uint64 size;
    }

    mapping(bytes32 => Log) private logs;
    mapping(bytes32 => mapping(uint64 => bytes32)) private roots;

    event Anchored(bytes32 indexed log, uint64 indexed size, bytes32 root);

    error NotTheWriter();
    error NotLarger(uint64 size);

    /// Writes the root of a log at a size. The same again changes nothing, so that a writer who does not know whether
    /// his last call arrived may simply call again.
    function anchor(bytes32 log, uint64 size, bytes32 root) external {
        Log storage known = logs[log];
        if (known.writer == address(0)) {
            known.writer = msg.sender;
        } else if (known.writer != msg.sender) {
            revert NotTheWriter();
        }
        if (size == known.size && size != 0 && roots[log][size] == root) {
            return;
        }
        if (size <= known.size) {
            revert NotLarger(known.size);
        }
        known.size = size;
        roots[log][size] = root;
        emit Anchored(log, size, root);
    }

    /// The largest size that was written, and who writes.
    function newest(bytes32 log) external view returns (uint64 size, address writer) {
        Log storage known = logs[log];
        return (known.size, known.writer);
    }

    /// The root at a size; zero where none was written.
    function rootAt(bytes32 log, uint64 size) external view returns (bytes32) {
        return roots[log][size];
    }
}
